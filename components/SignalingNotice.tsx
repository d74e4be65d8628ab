/**
 * Says, without alarm, that the server is away, or wants nothing to do with this page. Lies over the head of the page:
 * no picture moves for it, and none is covered, however long it takes.
 */
import type { SignalingState } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { ReconnectIcon } from "./room_icons.tsx";

export function SignalingNotice(props: { t: CallMessages; signaling: SignalingState }) {
  const { t, signaling } = props;
  if (signaling === "open" || signaling === "connecting") return null;
  return (
    <p class="float absolute inset-x-2 top-1 z-10 mx-auto flex w-fit items-center gap-2 rounded-control bg-raised px-3 py-1 text-small text-warning sm:py-2">
      <ReconnectIcon small />
      <span>
        {signaling === "replaced" ? t.ended.reasons.replaced.title : t.stage[signaling]}
      </span>
    </p>
  );
}
