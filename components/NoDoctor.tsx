/** What is plain even when the connection doctor cannot be fetched: nothing else can be either. */
import type { Ports } from "../client/ports.ts";
import type { LobbyMessages } from "../locales/lobby_words.ts";

export function NoDoctor({ t, ports }: { t: LobbyMessages; ports: Ports }) {
  const code = ports.page.isOnline() ? "server-unreachable" : "offline";
  const { title, next } = t.doctor.findings[code];
  return (
    <div role="alert">
      <p class="font-strong">{title}</p>
      <p class="text-small text-quiet">{next}</p>
    </div>
  );
}
