/** The whole screen for the call, where a browser gives it. */

export function canFillScreen(): boolean {
  return document.fullscreenEnabled;
}

/** Fills the screen with the page, or gives it back. */
export function toggleFullscreen(): void {
  if (!canFillScreen()) return;
  const change = document.fullscreenElement === null
    ? document.documentElement.requestFullscreen()
    : document.exitFullscreen();
  // A browser that thinks better of it leaves all as it was.
  change.catch(() => {});
}
