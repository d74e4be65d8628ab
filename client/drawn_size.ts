/** How large a picture is drawn, in the few steps that are worth telling. */

export const NONE = 0;
export const SMALL = 1;
export const MEDIUM = 2;
export const LARGE = 3;

/** From which height on, in pixels of the device, a picture is of these sizes: half as high again as it is sent, it still looks well. */
const BEGINS = [0, 1, 281, 541] as const;
/** What has a size keeps it until it is so much smaller than where that begins. */
const SLACK = 0.9;

/** The size of a picture that is `height` pixels high and had the size `before`. */
export function drawnSize(height: number, before: number): number {
  return BEGINS.findLastIndex((begin, size) =>
    height >= (size > SMALL && size <= before ? begin * SLACK : begin)
  );
}
