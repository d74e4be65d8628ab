/** Builds the site into `_fresh/` (`dev.ts build`), or serves it with live reload while it is worked on. */
import { Builder } from "fresh/dev";
import { exitIfPortTaken } from "./port_taken.ts";
import { buildStylesheet } from "./twind_build.ts";

const builder = new Builder();

builder.onTransformStaticFile(
  { pluginName: "twind", filter: /styles\.css$/ },
  async ({ text }) => ({ content: await buildStylesheet(text) }),
);

if (Deno.args.includes("build")) {
  await builder.build();
} else {
  await serve();
}

async function serve(): Promise<void> {
  const { config } = await import("./fresh.config.ts");
  try {
    await builder.listen(() => import("./main.ts"), { hostname: config.host, port: config.port });
  } catch (error) {
    exitIfPortTaken(error, config.port);
    throw error;
  }
}
