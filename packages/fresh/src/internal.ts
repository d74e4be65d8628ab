/** What a built `_fresh/server.js` imports. Nothing else should. */
export { serveSnapshot } from "./snapshot.ts";
