import { join } from "node:path";
import { archiveText, parseArchive } from "../../../../protocol/archive.ts";
import { exportArchive } from "../../../auditor/export-archive.ts";
import { verifyArchive, type Verdict } from "../../../auditor/verify-archive.ts";
import { readFileText } from "../../../read-file.ts";
import { writeFileWhole } from "../../../write-file.ts";
import type { Stage } from "../../stage.ts";
import type { DemoElection } from "./election.ts";

/** Writes the archive, reads it back as a stranger would, and runs the twelve checks on what the file says. */
export async function check(
  stage: Stage,
  { electionId }: DemoElection,
): Promise<{ verdict: Verdict; archive: string }> {
  const { chain, workspace, narrator } = stage;
  const file = join(workspace.folder, "election-archive.json");
  const data = archiveText(await exportArchive({ chain, workspace, electionId }));
  await writeFileWhole({ file, data, secrecy: "public", overwrite: true });
  narrator.say("archiveWritten", { file, kilobytes: Math.ceil(data.length / 1024) });
  const verdict = await verifyArchive({
    archive: parseArchive(await readFileText(file)),
    onProgress: ({ done, total }) => {
      if (total > 0) narrator.working("verification", { done, total });
    },
  });
  for (const { id, ok, claim } of verdict.checks) narrator.check({ id, ok, claim });
  return { verdict, archive: file };
}
