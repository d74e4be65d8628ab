/** Says, without alarm, that the server is away. Lies over the call, so that no picture moves for it. */
import type { SignalingState } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { ReconnectIcon } from "./icons.tsx";

export function SignalingNotice(props: { t: CallMessages; signaling: SignalingState }) {
  if (props.signaling === "open" || props.signaling === "connecting") return null;
  return (
    <p class="float absolute inset-x-2 top-12 z-10 mx-auto flex w-fit items-center gap-2 rounded-control bg-raised px-3 py-2 text-small text-warning sm:top-1">
      <ReconnectIcon small />
      <span>{props.t.stage.reconnecting}</span>
    </p>
  );
}
