/** What a process has used so far, as Linux counts it. */

/** The kernel counts in hundredths of a second for user space, whatever its own clock does. */
const TICKS_PER_SECOND = 100;

/** Seconds that all threads of the process have run, in user space and in the kernel. */
export function cpuSeconds(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The name in brackets may contain spaces; what follows does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory that the process holds, in KiB. */
export function residentKiB(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]);
}
