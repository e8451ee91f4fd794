import { PsephosError } from "../../errors.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import {
  AUDIT_ROLES,
  CSV_ROWS,
  exportAuditTrail,
  listAuditTrail,
  type AuditEntry,
} from "../../server/client/endpoints.ts";
import type { Client } from "../../server/client/client.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { formatTime, shorten } from "../format.ts";
import type { Input } from "../input.ts";
import { INDEX_OPTION, serviceAt } from "../services/service-options.ts";
import { roleTexts, trailTexts as texts } from "../texts/index-service.ts";

const DEFAULT_COUNT = 50;
const MAX_COUNT = 200;

export const command: CommandSpec = {
  name: "trail list",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos trail list --subject election:1 --index https://vote.example.org",
    "psephos trail list --index https://vote.example.org --csv trail.csv",
  ],
  options: [
    { ...INDEX_OPTION, required: true },
    { flags: "--subject <subject>", description: texts.subject },
    { flags: "--role <role>", description: texts.role },
    { flags: "--from <time>", description: texts.from },
    { flags: "--count <count>", description: texts.count },
    { flags: "--csv <file>", description: texts.csv },
  ],
  async run(context, input) {
    const { client } = serviceAt({ name: "--index", url: input.text("index") });
    const file = input.optional("csv");
    return file === undefined ? show(context, { client, input }) : writeTable(context, { client, input, file });
  },
};

interface Asked {
  readonly client: Client;
  readonly input: Input;
}

async function show(context: Context, { client, input }: Asked): Promise<Outcome> {
  const limit = input.optionalInteger("count", { min: 1, max: MAX_COUNT }) ?? DEFAULT_COUNT;
  const { items, nextCursor, asOf } = await client.call(listAuditTrail, { query: { ...filtersOf(input), limit } });
  // The newest at the bottom, where the reader's eye is.
  const lines = items.toReversed().map((entry) => entryLine(context, entry));
  return {
    lines: [
      ...(nextCursor === null ? [] : [context.say(texts.older)]),
      ...(lines.length === 0 ? [context.say(texts.none)] : lines),
      context.say(texts.asOf, { block: asOf.block, at: formatTime(asOf.time) }),
    ],
    json: { entries: items, more: nextCursor !== null, asOf },
  };
}

async function writeTable(context: Context, { client, input, file }: Asked & { file: string }): Promise<Outcome> {
  const data = await client.call(exportAuditTrail, { query: filtersOf(input) });
  await writeFileWhole({ file, data, secrecy: "public" });
  const rows = data.trimEnd().split("\r\n").length - 1;
  const more = rows >= CSV_ROWS;
  return {
    lines: [context.say(texts.written, { file, rows }), ...(more ? [context.say(texts.writtenPart)] : [])],
    json: { file, rows, more },
  };
}

function filtersOf(input: Input) {
  const subject = input.optional("subject");
  const typed = input.optional("role");
  const role = AUDIT_ROLES.find((known) => known === typed);
  if (typed !== undefined && role === undefined) {
    throw new PsephosError("USAGE", `--role must be one of: ${AUDIT_ROLES.join(", ")}.`);
  }
  const from = input.optional("from");
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(role === undefined ? {} : { role }),
    ...(from === undefined ? {} : { from: timeOf(from) }),
  };
}

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/;

/** Unix seconds; as the table writes its times. */
function timeOf(typed: string): number {
  const at = ISO_TIME.test(typed) ? Date.parse(typed) : NaN;
  if (Number.isNaN(at) || at < 0) throw new PsephosError("USAGE", "--from must be a time such as 2026-03-01T18:00Z.");
  return Math.floor(at / 1000);
}

function entryLine(context: Context, { recorded, event, subject, role, account }: AuditEntry): string {
  const who = account === null ? context.say(roleTexts[role]) : `${context.say(roleTexts[role])} ${shorten(account)}`;
  const what = `${event} · ${subject.kind}${subject.id === "" ? "" : ` ${shorten(subject.id)}`}`;
  const notFinal = recorded.final ? "" : ` · ${context.say(texts.notFinal)}`;
  return `${formatTime(recorded.time)}  ${what} · ${who} · ${shorten(recorded.transaction)}${notFinal}`;
}
