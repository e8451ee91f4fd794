import { PsephosError } from "../../errors.ts";
import { parseAskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { policyText, type Policy } from "../../protocol/credential/policy.ts";
import { parseRequest, requestedPolicy } from "../../protocol/credential/openid4vp/request.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { parseJson, readFileJson } from "../../roles/read-file.ts";
import { draftPolicy } from "../../roles/verifier/draft-policy.ts";
import { openVerifierKey } from "../../roles/verifier/key-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { policyLines } from "../policy-lines.ts";
import { fillTexts } from "../text.ts";
import { policyTexts as texts } from "../texts/policy.ts";

const MAX_DAYS = 36_525;
const MAX_VERSION = 1_000_000;

export const command: CommandSpec = {
  name: "policy new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: [
    "psephos policy new --verifier did:web:housing.example --scope subsidy-2026 \\\n" +
      '    --title "Housing subsidy | 住房补贴" \\\n' +
      '    --purpose "To check an application. | 核验申请资格。" \\\n' +
      '    --legal-basis "Housing Subsidy Act, section 4. | 《住房补贴办法》第四条。" \\\n' +
      '    --schema resident-identity --ask "birthDate <= 2008-01-01" \\\n' +
      '    --ask "district in D-07,D-09" --ask "nationality show" \\\n' +
      "    --keep-days 30 --valid 90d --to policy.json",
    "psephos policy new --request request.json --to policy.json",
  ],
  options: [
    { flags: "--verifier <did>", description: texts.verifier },
    { flags: "--scope <name>", description: texts.scope },
    { flags: "--policy-version <number>", description: texts.version },
    { flags: "--title <text>", description: texts.title },
    { flags: "--purpose <text>", description: texts.purpose },
    { flags: "--purpose-id <term>", description: texts.purposeId },
    { flags: "--legal-basis <text>", description: texts.legalBasis },
    { flags: "--schema <name>", description: texts.schema },
    { flags: "--ask <question>", description: texts.ask, repeatable: true },
    { flags: "--keep-days <days>", description: texts.keepDays },
    { flags: "--valid <time>", description: texts.valid },
    { flags: "--max-status-age <time>", description: texts.maxStatusAge },
    { flags: "--max-clock-skew <time>", description: texts.maxClockSkew },
    { flags: "--lapses", description: texts.lapses },
    { flags: "--revocable", description: texts.revocable },
    { flags: "--seal-to <file>", description: texts.sealTo },
    { flags: "--request <file>", description: texts.request },
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const request = input.optional("request");
    const policy = request === undefined ? await fromOptions(context, input) : await fromRequest(request);
    const json = parseJson({ text: policyText(policy), source: file });
    await writeFileWhole({ file, data: `${JSON.stringify(json, undefined, 2)}\n`, secrecy: "public" });
    const asked = parseAskedPolicy(json, SCHEMAS);
    return {
      lines: [
        context.say(texts.written, { file }),
        ...policyLines(context, asked),
        context.say(texts.nextPublish, { file }),
      ],
      json: { file, policyHash: asked.terms.policyHash, policy: json },
    };
  },
};

async function fromOptions(context: Context, input: Input): Promise<Policy> {
  const sealTo = input.optional("seal-to");
  return draftPolicy({
    verifier: input.text("verifier"),
    scope: input.text("scope"),
    version: input.optionalInteger("policy-version", { min: 1, max: MAX_VERSION }) ?? 1,
    title: input.text("title"),
    purpose: input.text("purpose"),
    purposeId: input.optional("purpose-id") ?? "dpv:ServiceProvision",
    legalBasis: input.text("legal-basis"),
    schema: input.text("schema"),
    asks: input.list("ask"),
    retentionDays: input.integer("keep-days", { min: 0, max: MAX_DAYS }),
    validity: input.text("valid"),
    maxStatusAge: input.optional("max-status-age") ?? "1d",
    maxClockSkew: input.optional("max-clock-skew") ?? "10m",
    onRevocation: input.flag("lapses") ? "lapses" : "stands",
    revocable: input.flag("revocable"),
    verifierKey: sealTo === undefined ? undefined : (await openKey(context, sealTo)).publicKey,
  });
}

async function openKey(context: Context, file: string) {
  return openVerifierKey({ file, passphrase: await context.passphrase({ what: fillTexts(texts.keyWhat, { file }) }) });
}

async function fromRequest(file: string): Promise<Policy> {
  const request = parseRequest(await readFileJson(file));
  if (request.basis.kind === "published") {
    const { policyId } = request.basis;
    throw new PsephosError(
      "ALREADY_DONE",
      `This request refers to policy ${policyId}, which is published already. See psephos policy show ${policyId}.`,
    );
  }
  return requestedPolicy(request, { schemas: SCHEMAS });
}
