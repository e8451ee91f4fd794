import type { Presentation } from "../protocol/credential/presentation-file.ts";
import { writeForRelayer } from "../roles/holder/attest.ts";
import type { Outcome } from "./command.ts";
import type { Context } from "./context.ts";
import { attestationTexts as texts } from "./texts/attestation.ts";

/** Writes the file that somebody else sends, and says until when. */
export async function handOver(
  context: Context,
  { presentation, file, left }: { presentation: Presentation; file: string; left: string },
): Promise<Outcome> {
  await writeForRelayer({ presentation, to: file });
  return {
    lines: [context.say(texts.forRelayer, { file, left }), context.say(texts.nextRelay, { file })],
    json: { file },
  };
}
