let current = "dev";

/** Names the build that is served: part of the address of every asset that may be cached for good. */
export function buildId(): string {
  return current;
}

/** Set once, when a build is loaded. */
export function setBuildId(id: string): void {
  current = id;
}
