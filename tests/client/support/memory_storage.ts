/** Storage that is as it should be, and storage that is not there at all. */
import type { StoragePort } from "../../../client/ports.ts";

export function memoryStorage(): StoragePort {
  const kept = new Map<string, string>();
  return {
    read: (scope, key) => kept.get(`${scope} ${key}`) ?? null,
    write: (scope, key, value) => {
      if (value === null) kept.delete(`${scope} ${key}`);
      else kept.set(`${scope} ${key}`, value);
    },
  };
}

/** As in a browser that forbids storage. */
export const noStorage: StoragePort = { read: () => null, write: () => {} };
