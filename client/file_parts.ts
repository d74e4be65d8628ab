/** What sending and receiving files takes, as one file: it comes a moment after the conversation. */
export { receivedFiles } from "./browser_files.ts";
export { FileExchange } from "./file_exchange.ts";
