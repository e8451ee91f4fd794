import { createManifest } from "../../protocol/manifest.ts";
import { createElection } from "../../roles/organizer/create-election.ts";
import { readFileJson } from "../../roles/read-file.ts";
import type { CommandSpec } from "../command.ts";
import { manifestLines } from "../election-lines.ts";
import { formatTime } from "../format.ts";
import { electionTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "election create",
  summary: texts.createSummary,
  details: texts.createDetails,
  examples: ["psephos election create manifest.json --account office"],
  arguments: [{ name: "<manifest>", description: texts.manifestFile }],
  async run(context, input) {
    const manifest = createManifest(await readFileJson(input.text("manifest")));
    const chain = await context.chain();
    const account = await context.account();
    const created = await createElection({ chain, account, workspace: context.workspace, manifest });
    const { electionId, publicFile: file } = created;
    const title = manifest.title[context.language];
    return {
      lines: [
        context.say(texts.created, { electionId, title }),
        ...manifestLines(context, manifest),
        context.say(texts.publicFile, { file }),
        context.say(texts.nextTest, { electionId, opens: formatTime(manifest.opensAt) }),
      ],
      json: { ...created },
    };
  },
};
