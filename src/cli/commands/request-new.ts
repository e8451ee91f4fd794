import { PsephosError } from "../../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { requestProof, type Published } from "../../roles/verifier/request-proof.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { formatTime } from "../format.ts";
import type { Input } from "../input.ts";
import { sessionGuard } from "../session-guard.ts";
import { requestTexts as texts } from "../texts/presentation.ts";

const MAX_MINUTES = 60;

export const command: CommandSpec = {
  name: "request new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: [
    "psephos request new --policy 1 --to request.json",
    "psephos request new --policy-file policy.json --to request.json \\\n    --reply-to https://housing.example/answers",
  ],
  options: [
    { flags: "--policy <id>", description: texts.policy },
    { flags: "--policy-file <file>", description: texts.policyFile },
    { flags: "--reply-to <url>", description: texts.replyTo },
    { flags: "--minutes <count>", description: texts.minutes },
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const minutes = input.optionalInteger("minutes", { min: 1, max: MAX_MINUTES }) ?? 10;
    const uri = input.optional("reply-to");
    const { asked, published } = await policyFor(context, input);
    const { json, expiresAt } = await requestProof({
      asked,
      published,
      guard: sessionGuard(context, { verifier: asked.parts[0].policy.verifier, lifetimeSeconds: minutes * 60 }),
      reply: uri === undefined ? { mode: "dc_api" } : { mode: "direct_post", uri },
    });
    await writeFileWhole({ file, data: `${JSON.stringify(json, undefined, 2)}\n`, secrecy: "public" });
    return {
      lines: [context.say(texts.written, { file, until: formatTime(expiresAt) }), context.say(texts.next, { file })],
      json: { file, expiresAt, request: json },
    };
  },
};

async function policyFor(
  context: Context,
  input: Input,
): Promise<{ asked: AskedPolicy; published: Published | undefined }> {
  const file = input.optional("policy-file");
  if ((file === undefined) === (input.optional("policy") === undefined)) {
    throw new PsephosError("USAGE", "Name either a published policy with --policy, or a file with --policy-file.");
  }
  if (file !== undefined) {
    return { asked: parseAskedPolicy(await readFileJson(file), SCHEMAS), published: undefined };
  }
  const chain = await context.chain();
  const policy = await openPublishedPolicy({ chain, policyId: input.id("policy") });
  return { asked: policy, published: { policyId: policy.policyId, chain } };
}
