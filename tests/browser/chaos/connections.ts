/** Whether the connections of a page are still the same ones. */
import type { Person } from "../support/person.ts";
import "../support/spy.ts";

/** One line for each connection that the page ever made: who talks to whom, by their certificates. */
export function connectionsOf(person: Person): Promise<string[]> {
  return person.page.evaluate(() => {
    const fingerprint = (description: RTCSessionDescription | null) =>
      /^a=fingerprint:(.*)$/m.exec(description?.sdp ?? "")?.[1]?.trim() ?? "none";
    return globalThis.lagoonSpy.connections.map((connection) =>
      [
        connection.connectionState === "closed" ? "closed" : "open",
        fingerprint(connection.localDescription),
        fingerprint(connection.remoteDescription),
      ].join(" ")
    );
  });
}

/** What ICE calls each connection of this page: another name after every restart. */
export function userFragmentsOf(person: Person): Promise<string[]> {
  return person.page.evaluate(() =>
    globalThis.lagoonSpy.connections.map((connection) =>
      /^a=ice-ufrag:(.*)$/m.exec(connection.localDescription?.sdp ?? "")?.[1]?.trim() ?? "none"
    )
  );
}

/** How many packets of sound have come over each connection of this page. */
export function packetsHeardBy(person: Person): Promise<number[]> {
  return person.page.evaluate(() =>
    Promise.all(globalThis.lagoonSpy.connections.map(async (connection) => {
      if (connection.connectionState === "closed") return 0;
      let packets = 0;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "audio") {
          packets += report.packetsReceived;
        }
      }
      return packets;
    }))
  );
}
