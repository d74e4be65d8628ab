/** Builds the site into `_fresh/` (`dev.ts build`), or serves it with live reload while it is worked on. */
import { Builder } from "fresh/dev";
import { compressBuild } from "./brotli_build.ts";
import { exitIfPortTaken } from "./port_taken.ts";
import { shortened } from "./short_classes.ts";
import { buildStylesheet, readClasses, TARGET } from "./twind_build.ts";

const OUT = new URL("./_fresh/", import.meta.url);

const classes = await readClasses();
const options = {
  target: TARGET,
  // Upstream's builder leaves scripts as they are, which the stylesheet knows as well.
  transformModule: ({ text }: { text: string }) => shortened(text, classes.short),
};
const builder = new Builder(options);

builder.onTransformStaticFile(
  { pluginName: "twind", filter: /styles\.css$/ },
  async ({ text }) => ({ content: await buildStylesheet(text, classes) }),
);

if (Deno.args.includes("build")) {
  // Upstream leaves the scripts of earlier builds where they are.
  await Deno.remove(OUT, { recursive: true }).catch(() => {});
  await builder.build();
  await compressBuild(OUT);
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
