import { cancelElection } from "../../roles/organizer/cancel-election.ts";
import type { CommandSpec } from "../command.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election cancel",
  summary: texts.cancelSummary,
  examples: ["psephos election cancel 1 --account office --yes"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [{ flags: "--yes", description: texts.yes }],
  async run(context, input) {
    const electionId = input.id("election");
    const chain = await context.chain();
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.cancelQuestion, { electionId }) });
    const { transactionHash } = await cancelElection({ chain, account: await context.account(), electionId });
    return { lines: [context.say(texts.cancelDone, { electionId })], json: { electionId, transactionHash } };
  },
};
