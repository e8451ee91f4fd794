import { openElection } from "../../roles/open-election.ts";
import { openResult } from "../../roles/organizer/open-result.ts";
import type { CommandSpec } from "../command.ts";
import { resultLines } from "../election-lines.ts";
import { findManifest } from "../find-manifest.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election result",
  summary: texts.resultSummary,
  details: texts.resultDetails,
  examples: ["psephos election result 1"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [{ flags: "--files <dir>", description: texts.files, repeatable: true }],
  async run(context, input) {
    const electionId = input.id("election");
    const chain = await context.chain();
    const account = await context.account();
    context.progress(context.say(texts.counting));
    const published = await openResult({ chain, account, electionId });
    const election = await openElection({ chain, electionId });
    const manifest = await findManifest(context, { input, election });
    const { counts } = published;
    const { accepted } = election.record;
    return {
      lines: [
        context.say(texts.resultHeading, { electionId, accepted }),
        ...resultLines({ context, counts, manifest }),
        context.say(texts.nextArchive, { electionId }),
      ],
      json: { electionId, accepted, options: manifest?.options.map(({ id }) => id) ?? null, ...published },
    };
  },
};
