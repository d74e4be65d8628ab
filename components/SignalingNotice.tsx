/** Says, without alarm, that the server is away. Only newcomers miss it. */
import type { SignalingState } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { ReconnectIcon } from "./icons.tsx";

export function SignalingNotice(props: { t: CallMessages; signaling: SignalingState }) {
  if (props.signaling === "open" || props.signaling === "connecting") return null;
  return (
    <p class="mx-auto flex max-w-full flex-none items-center gap-2 rounded-control bg-surface px-3 py-2 text-small text-warning">
      <ReconnectIcon small />
      <span>{props.t.stage.reconnecting}</span>
    </p>
  );
}
