/**
 * A test that builds. The bundler is a process of its own that ends a moment after it is told to, which Deno 2.5
 * takes for a leak of whichever test is running then.
 */
export function testWithBuild(
  name: string,
  fn: (t: Deno.TestContext) => void | Promise<void>,
): void {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}
