import { followElection, type ElectionProgress } from "../../roles/organizer/follow-election.ts";
import type { CommandSpec } from "../command.ts";
import { headingLine, manifestLines, nextLine, progressLines, resultLines } from "../election-lines.ts";
import { findManifest } from "../find-manifest.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election show",
  summary: texts.showSummary,
  examples: ["psephos election show 1", "psephos election show 1 --files ./published"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [{ flags: "--files <dir>", description: texts.files, repeatable: true }],
  async run(context, input) {
    const progress = await followElection({ chain: await context.chain(), electionId: input.id("election") });
    const manifest = await findManifest(context, { input, election: progress });
    const { result } = progress;
    return {
      lines: [
        headingLine(context, progress),
        ...(manifest === undefined ? [`  ${context.say(texts.noManifest)}`] : manifestLines(context, manifest)),
        ...progressLines(context, progress),
        ...(result === undefined ? [] : resultLines({ context, counts: result, manifest })),
        nextLine(context, progress),
      ],
      json: { ...electionJson(progress), options: manifest?.options.map(({ id }) => id) ?? null },
    };
  },
};

function electionJson({ record, ceremony, terms, rollSize, result, next, now }: ElectionProgress) {
  return { ...record, threshold: ceremony.threshold, rules: terms.rules, rollSize, result: result ?? null, next, now };
}
