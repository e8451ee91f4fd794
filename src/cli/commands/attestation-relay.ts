import type { RelayOutcome } from "../../roles/holder/relay.ts";
import { relayFiles } from "../../roles/holder/relay-files.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { refusalText } from "../refusal-text.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "attestation relay",
  summary: texts.relaySummary,
  details: texts.relayDetails,
  examples: ["psephos attestation relay handed-in/*.json --account relayer"],
  arguments: [{ name: "<files...>", description: texts.relayFiles }],
  async run(context, input) {
    const [chain, account] = [await context.chain(), await context.account()];
    const label = context.say(texts.relaying);
    const files = input.list("files");
    const relayed = await relayFiles({
      ...{ chain, account, files },
      onProgress: (step) => context.progressCount({ label, ...step }),
    });
    const count = (state: RelayOutcome["state"]): number =>
      relayed.filter(({ outcome }) => outcome.state === state).length;
    const counts = { recorded: count("recorded"), skipped: count("skipped"), refused: count("refused") };
    return {
      lines: [
        ...relayed.map(({ file, outcome }) => `  ${file}: ${outcomeText(context, outcome)}`),
        context.say(texts.relayed, counts),
      ],
      json: { ...counts, files: relayed.map(({ file, outcome }) => ({ file, ...outcome })) },
      exitCode: counts.refused > 0 ? 1 : 0,
    };
  },
};

function outcomeText(context: Context, outcome: RelayOutcome): string {
  switch (outcome.state) {
    case "recorded":
      return context.style.good(context.say(texts.relayRecorded));
    case "skipped":
      return context.say(texts.relaySkipped);
    case "refused":
      return context.style.bad(context.say(texts.relayRefused, { reason: refusalText(outcome, context.language) }));
  }
}
