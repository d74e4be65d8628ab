/**
 * How much memory pages take while something happens: what their processes hold as the system counts it, and what
 * their scripts hold as the browser does.
 */
import type { CDPSession, Page } from "playwright-core";

const EVERY_MS = 500;

export interface Growth {
  /** The most by which a process grew, in bytes. */
  most: number;
  told: string;
}

interface Watched {
  page: CDPSession;
  heapBefore: number;
  heapMost: number;
}

interface Process {
  before: number;
  most: number;
}

export class MemoryWatch implements AsyncDisposable {
  readonly #pages: readonly Watched[];
  readonly #processes: Map<number, Process>;
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(pages: readonly Watched[], processes: Map<number, Process>) {
    this.#pages = pages;
    this.#processes = processes;
    this.#timer = setInterval(() => void this.#look().catch(() => {}), EVERY_MS);
  }

  static async begin(pages: readonly Page[]): Promise<MemoryWatch> {
    const watched: Watched[] = [];
    for (const page of pages) {
      const session = await page.context().newCDPSession(page);
      await session.send("HeapProfiler.collectGarbage");
      const heap = await heapOf(session);
      watched.push({ page: session, heapBefore: heap, heapMost: heap });
    }
    const browser = await pages[0]!.context().browser()!.newBrowserCDPSession();
    const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
    await browser.detach();
    const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
    const processes = new Map(
      await Promise.all(renderers.map(async (id) => {
        const bytes = await residentOf(id);
        return [id, { before: bytes, most: bytes }] as const;
      })),
    );
    return new MemoryWatch(watched, processes);
  }

  /** What it came to. */
  async end(): Promise<Growth> {
    await this.#look();
    const mebibytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
    const grown = [...this.#processes.values()].map(({ before, most }) => most - before);
    const heaps = this.#pages.map(({ heapBefore, heapMost }) => heapMost - heapBefore);
    return {
      most: Math.max(...grown, ...heaps),
      told: `processes +${grown.map(mebibytes).join(", +")} MiB, scripts +${
        heaps.map(mebibytes).join(", +")
      } MiB`,
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    return Promise.resolve();
  }

  async #look(): Promise<void> {
    for (const watched of this.#pages) {
      watched.heapMost = Math.max(watched.heapMost, await heapOf(watched.page));
    }
    for (const [id, process] of this.#processes) {
      process.most = Math.max(process.most, await residentOf(id));
    }
  }
}

/** What scripts hold, with the buffers outside of their heap where the browser tells of them. */
async function heapOf(session: CDPSession): Promise<number> {
  const usage = await session.send("Runtime.getHeapUsage") as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

/** What a process holds of the memory of the machine, as Linux tells it. */
async function residentOf(id: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${id}/status`).catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
