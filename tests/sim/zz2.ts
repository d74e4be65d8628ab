import { World } from "./world.ts";
const orig = World.prototype.after;
let n = 0;
const hist: Record<string, number> = {};
let lastnow = 0;
World.prototype.after = function (ms: number, run: () => void) {
  n++;
  if (n > 300000) {
    const st = new Error().stack!.split("\n").slice(2, 7).map((x) =>
      x.trim().replace(/file:\/\/\/tmp\/three\//, "")
    ).join(" < ");
    hist[st] = (hist[st] ?? 0) + 1;
    if (n > 300300) {
      console.log(
        Object.entries(hist).sort((a, b) => b[1] - a[1]).slice(0, 5),
        this.now,
        this.trace.slice(-30).join("\n"),
      );
      Deno.exit(1);
    }
  }
  return orig.call(this, ms, run);
};
const { simulateCall } = await import("./simulated_call.ts");
for (let s = Number(Deno.args[0]); s < Number(Deno.args[0]) + 10; s++) {
  n = 0;
  console.log(s);
  await simulateCall(s);
}
