/** Several instances of a server, each a process of its own, behind one balancer. */
import { Balancer } from "../../support/balancer.ts";
import { type AppProcess, startInstance } from "./app_process.ts";

/** Long enough for a machine that has other things to do. */
export const PATIENCE_MS = 30_000;

/** Fails, saying what, unless it comes to pass in time. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Not within ${ms} ms: ${what}`)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class SharedSite implements AsyncDisposable {
  readonly instances: AppProcess[];
  readonly balancer: Balancer;

  constructor(instances: AppProcess[]) {
    this.instances = instances;
    this.balancer = new Balancer(instances.map(({ host }) => host));
  }

  static async start(count: number, env: Record<string, string>): Promise<SharedSite> {
    return new SharedSite(
      await Promise.all(Array.from({ length: count }, () => startInstance(env))),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.balancer[Symbol.asyncDispose]();
    for (const instance of this.instances) await instance[Symbol.asyncDispose]();
  }
}
