/** Runs asynchronous tasks strictly one after another, in the order in which they came. */
export class TaskQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Resolves as the task does, once all before it have ended, well or badly. */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => {});
    return result;
  }
}
