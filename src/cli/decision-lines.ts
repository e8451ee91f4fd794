import type { CarriedOut } from "../roles/authority/carry-out.ts";
import type { Context } from "./context.ts";
import { decisionTexts as texts } from "./texts/authority.ts";

/** What became of a decision: `done`, or that members must still agree, with the commands by which they do. */
export function decisionLines(context: Context, input: { carriedOut: CarriedOut; done: readonly string[] }): string[] {
  const { carriedOut, done } = input;
  if (carriedOut.state === "done") return [...done];
  const { authority, proposalId } = carriedOut;
  return [context.say(texts.proposed, { authority, proposalId })];
}
