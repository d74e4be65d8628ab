/**
 * Where files go that others send: to the disk, a block at a time, in a private folder of this site
 * ({@link https://fs.spec.whatwg.org/ File System}), or into memory where browsers have no such thing. Like
 * `browser_ports.ts` it names browser globals; it is a file of its own to be loaded when it is needed.
 */
import type { FileSink, FilesPort } from "./ports.ts";

const FOLDER = "received";
/** The most that is kept where there is only memory, in bytes. */
const MAX_IN_MEMORY_BYTES = 512 * 1024 * 1024;
/** Never what the sender says: nothing that was sent may be shown as a page of ours. */
const TYPE = "application/octet-stream";

/** The files that this page receives. */
export function receivedFiles(): FilesPort {
  const opening = openFolder().catch(() => null);
  let last = 0;
  return {
    receive: async (size) => {
      const folder = await opening;
      const room = folder === null ? MAX_IN_MEMORY_BYTES : await roomOnDisk();
      if (size > room) {
        throw new DOMException("Cannot keep a file that large", "QuotaExceededError");
      }
      return folder === null ? memorySink() : await diskSink(folder, `${++last}`);
    },
  };
}

async function roomOnDisk(): Promise<number> {
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  return quota - usage;
}

async function diskSink(folder: FileSystemDirectoryHandle, name: string): Promise<FileSink> {
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  let url = "";
  return {
    write: (bytes) => stream.write(bytes),
    finish: async () => {
      await stream.close();
      const file = await handle.getFile();
      return url = URL.createObjectURL(file.slice(0, file.size, TYPE));
    },
    discard: async () => {
      if (url === "") await stream.abort();
      URL.revokeObjectURL(url);
      await folder.removeEntry(name);
    },
  };
}

function memorySink(): FileSink {
  let parts: Blob[] = [];
  let url = "";
  return {
    write: (bytes) => {
      // A blob, unlike an array, may be moved to the disk by the browser.
      parts.push(new Blob([bytes]));
      return Promise.resolve();
    },
    finish: () => Promise.resolve(url = URL.createObjectURL(new Blob(parts, { type: TYPE }))),
    discard: () => {
      parts = [];
      URL.revokeObjectURL(url);
      return Promise.resolve();
    },
  };
}

/**
 * A folder of this page alone, locked for as long as it lives: a page that is gone cannot tidy up, so the
 * next one does, and knows by the locks which folders nobody uses.
 */
async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  const probe = globalThis.FileSystemFileHandle?.prototype;
  if (probe === undefined || !("createWritable" in probe)) return null;
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(FOLDER, { create: true });
  const name = crypto.randomUUID();
  await holdLock(name);
  for await (const abandoned of all.keys()) {
    await navigator.locks.request(lockOf(abandoned), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await all.removeEntry(abandoned, { recursive: true }).catch(() => {});
    });
  }
  return await all.getDirectoryHandle(name, { create: true });
}

function holdLock(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(lockOf(name), () => {
      resolve();
      return new Promise(() => {});
    });
  });
}

function lockOf(name: string): string {
  return `lagoon ${FOLDER} ${name}`;
}
