import { archiveText } from "../../protocol/archive.ts";
import { exportArchive } from "../../roles/auditor/export-archive.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election archive",
  summary: texts.archiveSummary,
  details: texts.archiveDetails,
  examples: ["psephos election archive 1 --to election-1.json --files ./published"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [
    { flags: "--to <file>", description: texts.archiveTo, required: true },
    { flags: "--files <dir>", description: texts.files, repeatable: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const electionId = input.id("election");
    const label = context.say(texts.reading);
    const archive = await exportArchive({
      chain: await context.chain(),
      workspace: context.workspace,
      electionId,
      folders: input.list("files"),
      onProgress: (progress) => context.progressCount({ label, ...progress }),
    });
    await writeFileWhole({ file, data: archiveText(archive), secrecy: "public" });
    const count = archive.election.ballots.length;
    return {
      lines: [context.say(texts.archived, { count, file }), context.say(texts.nextVerify, { file })],
      json: { electionId, ballots: count, file },
    };
  },
};
