import type { CarriedOut } from "../roles/authority/carry-out.ts";
import type { Context } from "./context.ts";
import { decisionTexts as texts } from "./texts/authority.ts";

/** What became of a decision: `done`, or that members must still agree, with the call that they agree on. */
export function decisionLines(context: Context, input: { carriedOut: CarriedOut; done: readonly string[] }): string[] {
  const { carriedOut, done } = input;
  if (carriedOut.state === "done") return [...done];
  const { authority, proposalId, call } = carriedOut;
  return [
    context.say(texts.proposed, { authority, proposalId }),
    context.say(texts.target, { target: call.target }),
    context.say(texts.data, { data: call.data }),
  ];
}
