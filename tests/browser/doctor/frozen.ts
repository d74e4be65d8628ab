/** Stops a whole browser as sleep stops a laptop: its sockets stay open, and nothing answers any more. */

/** Every process that `root` started, itself included. Linux only, as `/proc` is. */
function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = Deno.readTextFileSync(`/proc/${name}/stat`);
      // The name in brackets may contain anything; the parent is the second word after it.
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we read.
    }
  }
  const family = [root];
  for (const pid of family) {
    for (const [child, parent] of parents) if (parent === pid) family.push(child);
  }
  return family;
}

/** Freezes the browser that `root` is the first process of. Returns what wakes it. */
export function freeze(root: number): Disposable {
  const family = familyOf(root);
  const signal = (name: Deno.Signal) => {
    for (const pid of family) {
      try {
        Deno.kill(pid, name);
      } catch {
        // Gone already.
      }
    }
  };
  signal("SIGSTOP");
  return { [Symbol.dispose]: () => signal("SIGCONT") };
}
