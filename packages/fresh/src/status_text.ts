import { STATUS_CODES } from "node:http";

/** What a status is called, for an answer whose author gave it no words. */
export function statusText(status: number): string {
  return STATUS_CODES[status] ?? `HTTP ${status}`;
}
