/** Where an app listens, and how it says so. */
export type ListenOptions = Partial<
  Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem
>;

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** Serves on the port that is asked for, or else on the first free one from 8000 on. */
export function listen(
  handler: Handler,
  basePath: string,
  options: ListenOptions,
): Deno.HttpServer {
  const serve = (port: number) => {
    const onListen = announce(basePath, options);
    // Newer versions of Deno compress only when asked to; older ones always do, and do not know the option.
    const all = { automaticCompression: true, onListen, ...options, port };
    return Deno.serve(all, handler);
  };
  if (options.port !== undefined) return serve(options.port);

  for (let port = 8000; port < 8019; port++) {
    try {
      return serve(port);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return serve(8019);
}

function announce(basePath: string, options: ListenOptions): (address: Deno.NetAddr) => void {
  return ({ hostname, port }) => {
    const everywhere = hostname === "0.0.0.0" || hostname === "::";
    const host = everywhere ? "localhost" : hostname.includes(":") ? `[${hostname}]` : hostname;
    const scheme = options.key !== undefined && options.cert !== undefined ? "https" : "http";
    // deno-lint-ignore no-console -- the one line that says where to look
    console.log(`Fresh listens on ${scheme}://${host}:${port}${basePath}/`);
  };
}
