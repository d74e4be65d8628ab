/** From a permission that was refused back to one that is given, in this browser on this system. */
import type { DeviceErrorCode } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { browserFamily, systemFamily } from "./browser_family.ts";

/** Where this browser, or this system, keeps the permission. */
export function wayBack(code: DeviceErrorCode, { wayBack }: CallMessages): string | null {
  switch (code) {
    case "denied":
      return wayBack.site[browserFamily(navigator)];
    case "denied-by-system":
      return wayBack.system[systemFamily(navigator)];
    default:
      return null;
  }
}
