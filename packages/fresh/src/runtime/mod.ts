/** What pages and islands may use on both sides. */
export { asset, assetSrcSet } from "./asset.ts";
export { Head } from "./head.ts";
export { HttpError } from "../error.ts";

/** Whether this runs in a browser: false while the server draws an island. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
