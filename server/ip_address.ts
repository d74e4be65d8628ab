/** Addresses of the internet as bytes: read, compared with ranges, and told apart as people are. */

/** Four bytes, or sixteen. */
export type IpAddress = readonly number[];

export interface IpRange {
  address: IpAddress;
  /** How many of its first bits count. */
  bits: number;
}

/** The address that `text` spells, `null` if it spells none. IPv4 written as IPv6 is IPv4. */
export function parseIp(text: string): IpAddress | null {
  if (!text.includes(":")) return parseIpv4(text);
  const bytes = parseIpv6(text.split("%", 1)[0]!.replace(/^\[|\]$/g, ""));
  const isMapped = bytes !== null && bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

/** An address, or a range such as `10.0.0.0/8`. */
export function parseRange(text: string): IpRange | null {
  const [start = "", length, ...rest] = text.split("/");
  const address = parseIp(start);
  if (address === null || rest.length > 0) return null;
  const most = address.length * 8;
  if (length === undefined) return { address, bits: most };
  return /^\d{1,3}$/.test(length) && +length <= most ? { address, bits: +length } : null;
}

export function isInRange(address: IpAddress, { address: start, bits }: IpRange): boolean {
  if (address.length !== start.length) return false;
  for (let at = 0; at * 8 < bits; at++) {
    const ignored = Math.max(0, 8 - (bits - at * 8));
    if ((address[at]! ^ start[at]!) >> ignored !== 0) return false;
  }
  return true;
}

/** What limits are counted by: an IPv4 address, or the 64 bits of IPv6 that one household is given. */
export function householdOf(address: IpAddress): string {
  if (address.length === 4) return address.join(".");
  return address.slice(0, 8).map((byte) => byte.toString(16).padStart(2, "0")).join("") + "/64";
}

function parseIpv4(text: string): IpAddress | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (found === null) return null;
  const bytes = [+found[1]!, +found[2]!, +found[3]!, +found[4]!];
  return bytes.every((byte) => byte < 256) ? bytes : null;
}

/** {@link https://www.rfc-editor.org/rfc/rfc4291#section-2.2 RFC 4291 §2.2} */
function parseIpv6(text: string): IpAddress | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  // Only the end of it all may be written as IPv4.
  const [before, after] = halves.map((half, at) => groupsOf(half, at === halves.length - 1));
  if (before === null || after === null || before === undefined) return null;
  if (after === undefined) return before.length === 16 ? before : null;
  const missing = 16 - before.length - after.length;
  return missing >= 2 ? [...before, ...Array<number>(missing).fill(0), ...after] : null;
}

function groupsOf(text: string, isEnd: boolean): IpAddress | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (isEnd && index === groups.length - 1 && group.includes(".")) {
      const tail = parseIpv4(group);
      if (tail === null) return null;
      bytes.push(...tail);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else {
      return null;
    }
  }
  return bytes;
}
