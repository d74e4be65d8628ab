/** What a page may say while its server is away, and must not otherwise. */

/**
 * Chromium tells the console of every socket that does not open, and of every request that nobody takes, or that
 * was taken and then cut off.
 */
export const OUTAGE: readonly RegExp[] = [
  /^WebSocket connection to .* failed: /,
  /^Failed to load resource: net::ERR_(CONNECTION_REFUSED|SOCKET_NOT_CONNECTED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)$/,
];
