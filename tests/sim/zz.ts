import { simulateCall } from "./simulated_call.ts";
const [from, n] = Deno.args.map(Number);
let bad = 0;
const t = Date.now();
const kinds: Record<string, number> = {};
for (let s = from!; s < from! + n!; s++) {
  const o = await simulateCall(s);
  if (o.violations.length) {
    bad++;
    for (const v of o.violations) {
      const k = v.replace(/\b(Ada|Bo|Cy|Di|Eve|Flo|Gus|Hal)( II)?\b/g, "X").replace(/\[.*/, "")
        .replace(/\d+/g, "N");
      kinds[k] = (kinds[k] ?? 0) + 1;
    }
    if (bad < 4) console.log(s, o.violations, n === 1 ? o.trace.join("\n") : "");
  }
}
console.log("bad", bad, kinds, (Date.now() - t) / n!, "ms each");
