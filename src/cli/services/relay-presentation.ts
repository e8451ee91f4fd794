import { join } from "node:path";
import { isPsephosError } from "../../errors.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import { relayReceiptText } from "../../protocol/relay-receipt.ts";
import { watchPresentation } from "../../roles/holder/watch-presentation.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { relayTexts as texts } from "../texts/relay.ts";
import { relayInTurn, relayJson } from "./relay-in-turn.ts";
import { relaysOf } from "./service-options.ts";

export interface RelayedPresentation {
  readonly input: Input;
  readonly presentation: Presentation;
  /** The wallet remembers it from here on: it may be recorded whatever happens to this command. */
  readonly onHandedOver: () => Promise<void>;
}

/** Sends what a contract is to record of a holder, without what it discloses, through the relayers of `--relay`. */
export async function relayPresentation(
  context: Context,
  { input, presentation, onHandedOver }: RelayedPresentation,
): Promise<Outcome> {
  const chain = await context.chain();
  const relayed = await relayInTurn(context, {
    ...{ chain, relays: relaysOf(input), leave: input.flag("leave") },
    submission: { kind: "presentation", presentation },
    isIncluded: watchPresentation({ chain, presentation }),
    keep: async (receipt) => {
      const file = join(context.workspace.folder, "receipts", `relay-${receipt.ticket.slice(0, 8)}.json`);
      await writeFileWhole({ file, data: relayReceiptText(receipt), secrecy: "secret", overwrite: true });
      await onHandedOver();
      return file;
    },
  }).catch((error: unknown) => {
    if (isPsephosError(error, "RELAY_FAILED")) context.progress(context.say(texts.otherWaysToRecord));
    throw error;
  });
  const line = relayed.isFinal ? context.style.good(context.say(texts.recorded)) : context.say(texts.handedOver);
  return { lines: [line], json: relayJson(relayed) };
}
