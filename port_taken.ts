/** Ends the process with one clear sentence if listening failed because something else has the port. */
export function exitIfPortTaken(error: unknown, port: number): void {
  if (!(error instanceof Deno.errors.AddrInUse)) return;
  // deno-lint-ignore no-console -- a person is waiting for this sentence
  console.error(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1}.`,
  );
  Deno.exit(1);
}
