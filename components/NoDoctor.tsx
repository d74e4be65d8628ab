/** What is plain even when the connection doctor cannot be fetched: nothing else can be either. */
import type { Ports } from "../client/ports.ts";
import type { EarlyMessages } from "../locales/early.ts";

export function NoDoctor({ t, ports }: { t: EarlyMessages; ports: Ports }) {
  const code = ports.page.isOnline() ? "server-unreachable" : "offline";
  const { title, next } = t.doctor.findings[code];
  return (
    <div role="alert">
      <p class="font-strong">{title}</p>
      <p class="text-small text-quiet">{next}</p>
    </div>
  );
}
