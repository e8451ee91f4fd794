import { challengeText, type Challenge } from "../roles/voter/challenge.ts";
import { writeFileWhole } from "../roles/write-file.ts";
import type { Outcome } from "./command.ts";
import type { Context } from "./context.ts";
import { ballotTexts as texts } from "./texts/ballot.ts";

/** Opens a ballot for testing. From here on nobody may cast it, so the caller drops it. */
export async function writeChallenge(
  context: Context,
  { to: file, challenge }: { to: string; challenge: Challenge },
): Promise<Outcome> {
  await writeFileWhole({ file, data: challengeText(challenge), secrecy: "secret" });
  const { ballotHash: hash, electionId } = challenge.receipt;
  return {
    lines: [context.say(texts.challenged, { file }), context.say(texts.nextCheckChallenge, { file, hash, electionId })],
    json: { cast: false, file, fingerprint: hash },
  };
}
