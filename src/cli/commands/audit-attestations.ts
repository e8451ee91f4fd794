import { join } from "node:path";
import { PsephosError } from "../../errors.ts";
import { auditAttestations } from "../../roles/auditor/attestations/audit-attestations.ts";
import type { AttestationOutcome } from "../../roles/auditor/attestations/audit-ledger.ts";
import type { PublishedFiles } from "../../roles/auditor/attestations/ledger.ts";
import { readFileBytes } from "../../roles/read-file.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { wrap } from "../demo/wrap.ts";
import type { Input } from "../input.ts";
import { readLog } from "../read-log.ts";
import { auditTexts as texts } from "../texts/audit.ts";

export const command: CommandSpec = {
  name: "audit attestations",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos audit attestations",
    "psephos audit attestations --status-lists ./lists --log 1=entries.jsonl \\\n    --roll 1=1",
  ],
  options: [
    { flags: "--status-lists <dir>", description: texts.lists, repeatable: true },
    { flags: "--log <log>", description: texts.log, repeatable: true },
    { flags: "--roll <roll>", description: texts.roll, repeatable: true },
  ],
  async run(context, input) {
    const files = await readFiles(context, input);
    const { language, style } = context;
    const { verified, voidPolicies, checks } = await auditAttestations({
      chain: await context.chain(),
      files,
      onCheck: ({ id }) => context.progress(context.say(texts.checking, { id })),
    });
    const failed = checks.filter(({ ok }) => !ok).map(({ id }) => id);
    const verdict = verified
      ? style.good(context.say(texts.verified, { count: checks.length }))
      : style.bad(context.say(texts.refused, { ids: failed.join(", ") }));
    return {
      lines: [
        ...checks.flatMap((check) => checkLines(context, check)),
        verdict,
        ...(voidPolicies.length === 0
          ? []
          : [style.bad(context.say(texts.voidPolicies, { policies: voidPolicies.join(", ") }))]),
      ],
      json: {
        verified,
        voidPolicies,
        checks: checks.map(({ detail, claim, ...check }) => ({
          ...check,
          claim: claim[language],
          detail: detail[language],
        })),
      },
      exitCode: verified ? 0 : 1,
    };
  },
};

const COLUMNS = 80;

function checkLines(context: Context, { id, ok, claim, detail }: AttestationOutcome): string[] {
  const { language, style } = context;
  const mark = context.say(ok ? texts.passed : texts.failed);
  const rest = " ".repeat(6);
  return [
    ...wrap({ text: `${mark}  ${claim[language]}`, first: `  ${id}  `, rest, columns: COLUMNS }),
    ...wrap({ text: detail[language], first: rest, rest, columns: COLUMNS }).map((line) =>
      ok ? style.dim(line) : style.bad(line),
    ),
  ];
}

async function readFiles(context: Context, input: Input): Promise<PublishedFiles> {
  const statusLists = await Promise.all(
    input.list("status-lists").map(async (folder) => ({
      revocation: await readFileBytes(join(folder, "revocation.json")),
      suspension: await readFileBytes(join(folder, "suspension.json")),
    })),
  );
  const logs = new Map<bigint, Uint8Array[]>();
  for (const typed of input.list("log")) {
    const [logId, file] = pair(typed, "--log");
    logs.set(
      logId,
      (await readLog(context, file)).map((line) => new TextEncoder().encode(line)),
    );
  }
  const electorates = input.list("roll").map((typed) => {
    const [enrolmentId, rollId] = pair(typed, "--roll");
    if (!/^[1-9][0-9]{0,15}$/.test(rollId))
      throw new PsephosError("USAGE", `--roll must be NUMBER=NUMBER, not ${typed}.`);
    return { enrolmentId, rollId: BigInt(rollId) };
  });
  return { statusLists, logs, electorates };
}

function pair(typed: string, option: string): [bigint, string] {
  const [, number, rest] = /^([1-9][0-9]{0,15})=(.+)$/.exec(typed) ?? [];
  if (number === undefined || rest === undefined) {
    throw new PsephosError("USAGE", `${option} must be NUMBER=…, such as 1=entries.jsonl, not ${typed}.`);
  }
  return [BigInt(number), rest];
}
