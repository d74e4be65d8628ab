/** An error that knows which HTTP status the visitor should get. Throw it from a handler, a middleware or a component. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}
