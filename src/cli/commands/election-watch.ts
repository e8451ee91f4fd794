import { watchElection } from "../../roles/organizer/watch-election.ts";
import type { CommandSpec } from "../command.ts";
import { headingLine, nextLine, progressLines, resultLines } from "../election-lines.ts";
import { findManifest } from "../find-manifest.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election watch",
  summary: texts.watchSummary,
  details: texts.watchDetails,
  examples: ["psephos election watch 1", "psephos election watch 1 --interval 30 --json"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [
    { flags: "--interval <seconds>", description: texts.interval },
    { flags: "--files <dir>", description: texts.files, repeatable: true },
  ],
  async run(context, input) {
    const last = await watchElection({
      chain: await context.chain(),
      electionId: input.id("election"),
      intervalMs: 1000 * (input.optionalInteger("interval", { min: 1, max: 3600 }) ?? 5),
      onChange: (progress) => {
        for (const line of [headingLine(context, progress), ...progressLines(context, progress)])
          context.progress(line);
        context.progress(nextLine(context, progress));
      },
    });
    const { record, result } = last;
    const manifest = result === undefined ? undefined : await findManifest(context, { input, election: last });
    return {
      lines: result === undefined ? [nextLine(context, last)] : resultLines({ context, counts: result, manifest }),
      json: { electionId: record.electionId, phase: record.phase, accepted: record.accepted, result: result ?? null },
      exitCode: record.phase === "opened" ? 0 : 1,
    };
  },
};
