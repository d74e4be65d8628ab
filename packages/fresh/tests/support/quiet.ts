// deno-lint-ignore-file no-console -- it is the console that is listened to
/** Runs `act` without what it writes to the error log, and gives what that was. */
export async function errorsLoggedBy(act: () => Promise<unknown>): Promise<unknown[]> {
  const logged: unknown[] = [];
  const log = console.error;
  console.error = (...args: unknown[]) => logged.push(...args);
  try {
    await act();
  } finally {
    console.error = log;
  }
  return logged;
}
