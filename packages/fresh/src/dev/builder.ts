import { App, setBuildCache } from "../app.ts";
import { setBuildId } from "../build_id.ts";
import { listen, type ListenOptions } from "../listen.ts";
import { type BuildOutput, buildOutput } from "./build_output.ts";
import { type Crawl, crawl } from "./crawl.ts";
import { writeBuild } from "./disk_build.ts";
import { withLiveReload } from "./live_reload.ts";
import { memoryBuild } from "./memory_build.ts";
import {
  type BuildOptions,
  resolveBuildConfig,
  type ResolvedBuildConfig,
  toPath,
} from "./options.ts";
import { type OnTransformOptions, StaticTransforms, type TransformFn } from "./static_transform.ts";

/** Gives an app what was built. */
export type ApplyBuild<State> = (app: App<State>) => void;

/** Builds a site for production, for a test, or to work on it. */
// deno-lint-ignore no-explicit-any -- a builder serves any app unless it is told which
export class Builder<State = any> {
  readonly config: ResolvedBuildConfig;
  readonly #islands = new Set<string>();
  readonly #transforms = new StaticTransforms();

  constructor(options: BuildOptions = {}) {
    this.config = resolveBuildConfig(options);
  }

  /** Makes the components of a file islands, wherever the file lies. */
  registerIsland(pathOrUrl: string): void {
    this.#islands.add(toPath(pathOrUrl, this.config.root));
  }

  /** Changes static files on their way out. */
  onTransformStaticFile(options: OnTransformOptions, transform: TransformFn): void {
    this.#transforms.add(options, transform);
  }

  /** Builds into `outDir`, or only for the apps that the returned function is called with. */
  async build(
    options: {
      mode?: "development" | "production";
      snapshot?: "disk" | "memory";
    } = {},
  ): Promise<ApplyBuild<State>> {
    this.config.mode = options.mode ?? "production";
    const { found, output } = await this.#build();

    if (options.snapshot !== "memory") {
      await writeBuild(this.config, output, found.routes);
      return () => {
        throw new Error(
          'A build on disk is served by its server.js; use build({ snapshot: "memory" }) to apply one',
        );
      };
    }
    const cache = await memoryBuild<State>(this.config, output, found.routes);
    return (app) => {
      setBuildId(output.bundle.buildId);
      setBuildCache(app, cache);
    };
  }

  /** Serves the app that `importApp` gives, and reloads the pages that are open when the server restarts. */
  async listen(
    importApp: () => Promise<App<State> | { app: App<State> }>,
    options: ListenOptions = {},
  ): Promise<void> {
    this.config.mode = "development";
    const [{ found, output }, imported] = await Promise.all([this.#build(), importApp()]);
    const app = imported instanceof App ? imported : imported.app;
    app.config.mode = "development";
    setBuildCache(app, await memoryBuild<State>(this.config, output, found.routes));

    const handler = withLiveReload(app.handler(), crypto.randomUUID());
    await listen(handler, app.config.basePath, options).finished;
  }

  async #build(): Promise<{ found: Crawl; output: BuildOutput }> {
    const found = await crawl(this.config);
    const islands = new Set([...found.islands, ...this.#islands]);
    return { found, output: await buildOutput(this.config, islands, this.#transforms) };
  }
}
