import type { RelayState } from "../../server/client/endpoints.ts";
import type { Context } from "../context.ts";
import { relayStateTexts } from "../texts/relay.ts";

/** What the relayer tells, in the person's words; not yet what the chain says. */
export function sayState(context: Context, state: RelayState): string {
  return context.say(relayStateTexts[state]);
}
