import { followCeremony } from "../../roles/organizer/follow-ceremony.ts";
import { trusteeKeyExists } from "../../roles/trustee/key-file.ts";
import { findSeat } from "../../roles/trustee/seat.ts";
import type { CommandSpec } from "../command.ts";
import { formatDuration } from "../format.ts";
import { ceremonyTexts, trusteeTexts as texts } from "../texts/ceremony.ts";

export const command: CommandSpec = {
  name: "trustee show",
  summary: texts.showSummary,
  examples: ["psephos trustee show 1 --account ada"],
  arguments: [{ name: "<ceremony>", description: ceremonyTexts.ceremonyId }],
  async run(context, input) {
    const { workspace, language } = context;
    const ceremonyId = input.id("ceremony");
    const chain = await context.chain();
    const { seat } = await findSeat({ chain, ceremonyId, address: await context.accountAddress() });
    const { next, record, now } = await followCeremony({ chain, ceremonyId });
    const keyFile = workspace.trusteeFile(seat);
    const hasKey = await trusteeKeyExists({ workspace, seat });
    const isMyTurn = next?.waitingFor.includes(seat.index) ?? false;
    const left = next === undefined ? "" : formatDuration(next.until - now, language);
    const turn =
      next === undefined
        ? context.say(texts.ended, { phase: context.say(ceremonyTexts[record.phase]) })
        : isMyTurn
          ? context.say(texts.yourTurn, { step: next.step, ceremonyId, left })
          : context.say(texts.othersTurn, { who: next.waitingFor.join(", ") });
    const needsKey = hasKey || next?.step !== "register";
    return {
      lines: [
        context.say(texts.seat, { index: seat.index, ceremonyId }),
        ...(needsKey ? [context.say(hasKey ? texts.keyHere : texts.keyMissing, { file: keyFile })] : []),
        turn,
      ],
      json: { ceremonyId, index: seat.index, keyFile, hasKey, phase: record.phase, isMyTurn, next: next ?? null },
    };
  },
};
