import { followCeremony, type CeremonyProgress, type TrusteeProgress } from "../../roles/organizer/follow-ceremony.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { formatDuration, formatTime } from "../format.ts";
import { ceremonyTexts as texts } from "../texts/ceremony.ts";

export const command: CommandSpec = {
  name: "ceremony show",
  summary: texts.showSummary,
  examples: ["psephos ceremony show 1"],
  arguments: [{ name: "<ceremony>", description: texts.ceremonyId }],
  async run(context, input) {
    const progress = await followCeremony({ chain: await context.chain(), ceremonyId: input.id("ceremony") });
    const { record, trustees, next, now } = progress;
    const { ceremonyId, phase } = record;
    return {
      lines: [
        context.style.bold(context.say(texts.heading, { ceremonyId, phase: context.say(texts[phase]) })),
        ...trustees.map((each) => {
          const { index, address } = each;
          return `  ${context.say(texts.keeper, { index, address, state: stateOf(context, each) })}`;
        }),
        ...nextLines(context, progress),
      ],
      json: { ...record, trustees, next: next ?? null, now },
    };
  },
};

function stateOf(context: Context, { registered, committed, dealt }: TrusteeProgress): string {
  if (dealt) return context.say(texts.stateDealt);
  if (committed) return context.say(texts.stateCommitted);
  return context.say(registered ? texts.stateRegistered : texts.stateNone);
}

function nextLines(context: Context, { record, next, now }: CeremonyProgress): string[] {
  const { ceremonyId, phase } = record;
  if (next === undefined) return phase === "finished" ? [context.say(texts.nextElection, { ceremonyId })] : [];
  const { step, waitingFor, until } = next;
  const left = formatDuration(until - now, context.language);
  return [context.say(texts.next, { who: waitingFor.join(", "), step, ceremonyId, left, until: formatTime(until) })];
}
