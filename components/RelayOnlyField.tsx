/** Whether to be reached through the relay alone, so that nobody in the call learns one's address. */
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Choice } from "./Choice.tsx";

export function RelayOnlyField({ t, session }: { t: CallMessages; session: CallSession }) {
  return (
    <Choice
      type="checkbox"
      name="relay-only"
      label={t.doctor.hideAddress}
      hint={t.doctor.hideAddressHint}
      checked={session.relayOnly.value}
      onChange={(checked) => session.setRelayOnly(checked)}
    />
  );
}
