/**
 * The call in a small window that stays above all others: with its controls where browsers can put a document
 * there, else the picture of one other person.
 */
import { render } from "preact";
import { cx } from "./cx.ts";
import { IN_SMALL_WINDOW, SmallCall, type SmallCallProps } from "./SmallCall.tsx";

/** {@link https://wicg.github.io/document-picture-in-picture/} */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const SIZE = { width: 360, height: 260 };

function documentInPicture(): DocumentPictureInPicture | undefined {
  return (globalThis as { documentPictureInPicture?: DocumentPictureInPicture })
    .documentPictureInPicture;
}

/** Opens it, and returns what closes it; `null` if the browser does not. Tells when it has been closed. */
export async function openSmallWindow(
  props: SmallCallProps,
  tellClosed: () => void,
): Promise<(() => void) | null> {
  const onClosed = () => {
    props.session.see("small-window", new Map());
    tellClosed();
  };
  try {
    const pictures = documentInPicture();
    if (pictures !== undefined) {
      return showCall(await pictures.requestWindow(SIZE), props, onClosed);
    }
    return await showVideo(props, onClosed);
  } catch {
    // Refused by the person, or by a browser that wants a press of its own for it.
    return null;
  }
}

function showCall(small: Window, props: SmallCallProps, onClosed: () => void): () => void {
  const page = small.document;
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dir = document.documentElement.dir;
  page.title = props.title;
  for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
    page.head.append(sheet.cloneNode());
  }
  page.body.className = cx("dusk bg-canvas text-ink");
  render(<SmallCall {...props} />, page.body);
  small.addEventListener("pagehide", () => {
    render(null, page.body);
    onClosed();
  });
  return () => small.close();
}

async function showVideo(
  { session }: SmallCallProps,
  onClosed: () => void,
): Promise<(() => void) | null> {
  const video = document.querySelector<HTMLVideoElement>(
    "figure[data-peer]:not([data-self]) video",
  );
  if (video === null) return null;
  // Tiles ask browsers not to offer this by themselves.
  video.disablePictureInPicture = false;
  await video.requestPictureInPicture();
  const { peer, source } = video.closest("figure")!.dataset;
  session.see("small-window", new Map([[`${peer} ${source}`, IN_SMALL_WINDOW]]));
  video.addEventListener("leavepictureinpicture", () => {
    video.disablePictureInPicture = true;
    onClosed();
  }, { once: true });
  return () => void document.exitPictureInPicture().catch(() => {});
}
