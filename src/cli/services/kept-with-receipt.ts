import { latestTime } from "../../chain/time.ts";
import { fileExists } from "../../roles/read-file.ts";
import { besides, dropSent, relayReceiptsOf } from "../../roles/voter/sent-ballot.ts";
import type { Context } from "../context.ts";
import { formatTime } from "../format.ts";
import { indexTexts as texts } from "../texts/index-service.ts";
import type { GivenReceipt } from "./ask-index.ts";

/** What the voter of a ballot that is not there can do: wait for a relayer that promised, or send the same one again. */
export async function adviseSender(context: Context, { file }: GivenReceipt): Promise<string[]> {
  if (!(await fileExists(besides(file, "ballot")))) return [];
  const promises = await relayReceiptsOf(file);
  if (promises.length === 0) return [context.say(texts.sendAgain, { file })];
  const by = Math.max(...promises.map(({ submitBy }) => submitBy));
  const isLate = (await latestTime(await context.chain())) > by;
  return [context.say(isLate ? texts.relayFailed : texts.relayHolds, { file, by: formatTime(by) })];
}

/** The chain has it for good: there is nothing to be sent again. */
export async function forgetCounted({ file }: GivenReceipt): Promise<void> {
  await dropSent(file);
}
