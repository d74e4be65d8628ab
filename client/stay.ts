/**
 * What only a call needs, as one file: whoever looks at a lobby need not wait for it, and all of it must be here before
 * the server may go.
 */
export { Attendance } from "./attendance.ts";
export { receivedFiles } from "./browser_files.ts";
export { stepCall } from "./call.ts";
export { QualityWatch } from "./quality_watch.ts";
export { createTalk } from "./talk.ts";
