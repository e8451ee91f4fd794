import { listAlerts, type Alert } from "../../server/client/endpoints.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { formatTime, shorten } from "../format.ts";
import { INDEX_OPTION, serviceAt } from "../services/service-options.ts";
import { alertTexts as texts, severityTexts } from "../texts/index-service.ts";

/** More than these are told as a number: nobody reads them at a terminal. */
const MOST = 200;

export const command: CommandSpec = {
  name: "alert list",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos alert list --index https://vote.example.org",
    "psephos alert list --all --index https://vote.example.org",
  ],
  options: [
    { ...INDEX_OPTION, description: texts.index, required: true },
    { flags: "--all", description: texts.all },
  ],
  async run(context, input) {
    const { client } = serviceAt({ name: "--index", url: input.text("index") });
    const state = input.flag("all") ? {} : { state: "open" as const };
    const { items, nextCursor } = await client.call(listAlerts, { query: { ...state, limit: MOST } });
    const isUrgent = items.some(({ severity, clearedAt }) => severity === "critical" && clearedAt === null);
    return {
      lines: [
        ...items.flatMap((alert) => alertLines(context, alert)),
        ...(items.length === 0 ? [context.style.good(context.say(texts.none))] : []),
        ...(nextCursor === null ? [] : [context.say(texts.more, { count: MOST })]),
      ],
      json: { alerts: items, more: nextCursor !== null },
      exitCode: isUrgent ? 1 : 0,
    };
  },
};

function alertLines(
  context: Context,
  { severity, raisedAt, clearedAt, sentence, advice, kind, subject }: Alert,
): string[] {
  const head = context.say(texts.head, {
    ...{ severity: context.say(severityTexts[severity]), at: formatTime(raisedAt), kind, subject: shorten(subject) },
  });
  const { style } = context;
  const isUrgent = severity === "critical" && clearedAt === null;
  return [
    isUrgent ? style.bad(head) : style.bold(head),
    `  ${sentence[context.language]}`,
    clearedAt === null
      ? `  ${advice[context.language]}`
      : `  ${context.say(texts.cleared, { at: formatTime(clearedAt) })}`,
  ];
}
