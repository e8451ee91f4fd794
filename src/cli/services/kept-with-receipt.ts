import { fileExists } from "../../roles/read-file.ts";
import { besides, dropSent, relayReceiptsOf } from "../../roles/voter/sent-ballot.ts";
import type { Context } from "../context.ts";
import { formatTime } from "../format.ts";
import { ballotTexts } from "../texts/ballot.ts";
import { indexTexts as texts } from "../texts/index-service.ts";
import type { GivenReceipt } from "./ask-index.ts";

/** What the voter of a ballot that is not there can do: wait for a relayer that promised, send the same one again, or cast anew. */
export async function adviseVoter(context: Context, { file, receipt }: GivenReceipt): Promise<string[]> {
  const isKept = file !== "-" && (await fileExists(besides(file, "ballot")));
  if (!isKept) return [context.say(ballotTexts.castAnew, { electionId: receipt.electionId })];
  const promises = await relayReceiptsOf(file);
  if (promises.length === 0) return [context.say(texts.sendAgain, { file })];
  const by = Math.max(...promises.map(({ submitBy }) => submitBy));
  return [context.say(texts.relayHolds, { file, by: formatTime(by) })];
}

/** The chain has it for good: there is nothing to be sent again. */
export async function forgetCounted({ file }: GivenReceipt): Promise<void> {
  if (file !== "-") await dropSent(file);
}
