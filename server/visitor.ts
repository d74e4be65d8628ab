/** Whom a request comes from, and whether it came safely, behind whatever proxies we were told to believe. */
import { householdOf, type IpAddress, type IpRange, isInRange, parseIp } from "./ip_address.ts";

export interface VisitorQuestion {
  request: Request;
  /** The other end of the connection. */
  remote: Deno.Addr;
  /** Whose headers about others are believed. */
  trustedProxies: readonly IpRange[];
}

export interface Visitor {
  /** What limits are counted by. Never logged. */
  household: string;
  /** Whether the person came by https. */
  secure: boolean;
}

export function visitorOf({ request, remote, trustedProxies }: VisitorQuestion): Visitor {
  const direct = "hostname" in remote ? parseIp(remote.hostname) : null;
  const isTrusted = (address: IpAddress | null) =>
    address !== null && trustedProxies.some((range) => isInRange(address, range));
  const ends = request.url.startsWith("https:");
  if (!isTrusted(direct)) return { household: household(direct), secure: ends };
  // Each proxy adds whom it heard from: the last one that is no proxy of ours is as far as anyone can vouch for.
  let client = direct;
  for (const text of list(request, "x-forwarded-for").toReversed()) {
    client = parseIp(text);
    if (!isTrusted(client)) break;
  }
  const scheme = list(request, "x-forwarded-proto").at(-1);
  return { household: household(client), secure: ends || scheme === "https" };
}

function list(request: Request, header: string): string[] {
  const value = request.headers.get(header);
  // Sockets come in waves, and nobody stands before most servers.
  if (value === null) return [];
  const items = value.split(",");
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

/** What is no address shares one household, rather than have one for each spelling. */
function household(address: IpAddress | null): string {
  return address === null ? "unknown" : householdOf(address);
}
