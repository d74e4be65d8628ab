/**
 * Two rules of this project's own, run by `deno lint`. Both keep something out of module level that
 * belongs to whoever is in a call.
 */

/** Places whose modules the server loads once for everybody. */
const SHARED_WITH_SERVER = /(?<!\/tests)\/(client|components|islands)\//;
/** Everything in the client but the files that are there to name them. */
const CLIENT_PROPER = /(?<!\/tests)\/client\/(?!browser_(ports|files)\.ts$)/;

const SIGNAL_MAKERS = new Set(["signal", "computed", "effect", "Signal"]);

const BROWSER_GLOBALS = new Set([
  "globalThis",
  "window",
  "document",
  "navigator",
  "location",
  "history",
  "localStorage",
  "sessionStorage",
  "crypto",
  "performance",
  "fetch",
  "setTimeout",
  "setInterval",
  "clearTimeout",
  "clearInterval",
  "requestAnimationFrame",
  "addEventListener",
  "Date",
  "WebSocket",
  "RTCPeerConnection",
  "MediaStream",
  "AudioContext",
  "AnalyserNode",
  "Deno",
]);

const plugin: Deno.lint.Plugin = {
  name: "lagoon",
  rules: {
    /** The server's modules are shared by everyone, and so would be a signal in one of them. */
    "no-module-signals": {
      create: (context) => {
        if (!SHARED_WITH_SERVER.test(context.filename)) return {};
        const check = (node: Deno.lint.CallExpression | Deno.lint.NewExpression) => {
          const name = node.callee.type === "Identifier" ? node.callee.name : "";
          if (!SIGNAL_MAKERS.has(name) || !runsWithModule(context.sourceCode.getAncestors(node))) {
            return;
          }
          context.report({
            node,
            message: `${name} at module level is shared by everyone whom the server serves`,
            hint: "Make it where its owner is made: in a session or an island",
          });
        };
        return { CallExpression: check, NewExpression: check };
      },
    },
    /** What the client needs of the world comes in as a port, so that a test can give it another. */
    "no-browser-globals": {
      create: (context) => {
        if (!CLIENT_PROPER.test(context.filename)) return {};
        return {
          Identifier: (node) => {
            if (!BROWSER_GLOBALS.has(node.name) || !isValue(node)) return;
            report(node, node.name);
          },
          MemberExpression: (node) => {
            const { object, property } = node;
            const isRandom = object.type === "Identifier" && object.name === "Math" &&
              property.type === "Identifier" && property.name === "random";
            if (isRandom) report(node, "Math.random");
          },
        };
        function report(node: Deno.lint.Node, name: string): void {
          context.report({
            node,
            message: `${name} is named outside client/browser_ports.ts`,
            hint: "Ask for it through client/ports.ts",
          });
        }
      },
    },
  },
};

export default plugin;

/** Whether what has these ancestors is evaluated when its module is, not when something in it is called or made. */
function runsWithModule(ancestors: readonly Deno.lint.Node[]): boolean {
  return !ancestors.some((node) =>
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression" ||
    // A field is made with its object; a static one with its module.
    (node.type === "PropertyDefinition" && !node.static)
  );
}

/** Whether an identifier stands for a value, rather than for a type or the name of a member. */
function isValue(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object.range[0] === node.range[0] || parent.computed;
    case "Property":
      return parent.key.range[0] !== node.range[0] || parent.computed;
    default:
      return !parent.type.startsWith("TS") && parent.type !== "PropertyDefinition" &&
        parent.type !== "MethodDefinition";
  }
}
