import { unixNow } from "../../roles/clock.ts";
import { credentialFileName, issueToFolder } from "../../roles/issuer/hand-over.ts";
import { issuedTable, issueMany, type ReportLine } from "../../roles/issuer/issue-many.ts";
import { issuingTerms } from "../../roles/issuer/issuing-terms.ts";
import { readRequests } from "../../roles/issuer/request-files.ts";
import { ALLOWANCE_OPTIONS, askAllowances } from "../ask-allowances.ts";
import { askDesk, DESK_OPTIONS } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { errorSummary } from "../texts/errors.ts";

export const command: CommandSpec = {
  name: "credential issue-many",
  summary: texts.manySummary,
  details: texts.manyDetails,
  examples: ["psephos credential issue-many residents.csv --requests inbox --to issued"],
  arguments: [{ name: "<table>", description: texts.table }],
  options: [
    { flags: "--requests <place>", description: texts.requests, required: true },
    { flags: "--to <folder>", description: texts.manyTo, required: true },
    { flags: "--until <time>", description: texts.until },
    ...ALLOWANCE_OPTIONS,
    ...DESK_OPTIONS,
  ],
  async run(context, input) {
    const folder = input.text("to");
    const table = await context.readText(input.text("table"));
    const requests = await readRequests(input.text("requests"));
    const allowances = await askAllowances(context, input);
    const wish = { at: unixNow(), until: input.optional("until"), ...allowances };
    const { report, okCount } = await issueToFolder({
      ...(await askDesk(context, input)),
      to: folder,
      issue: (desk) => issueMany(issuingTerms(desk, wish), { table, requests }),
      contents: (issued) => issuedTable(issued, credentialFileName),
    });
    const failed = report.filter(({ outcome }) => outcome !== "ok");
    const done =
      okCount === 0
        ? [context.say(texts.manyNone)]
        : [
            context.say(texts.manyDone, { count: okCount, total: report.length, folder }),
            context.say(texts.handToPeople),
            ...(wish.reissue ? [context.say(texts.replacedNote)] : []),
          ];
    return {
      lines: [...failed.flatMap((line) => failureLines(context, line)), ...done],
      json: { issued: okCount, folder: okCount === 0 ? null : folder, report },
      exitCode: failed.length === 0 ? 0 : 1,
    };
  },
};

/** Where and whose, then why. */
function failureLines(context: Context, { line, reference, outcome, reason = "" }: ReportLine): string[] {
  const place = typeof line === "number" ? context.say(texts.line, { line }) : line;
  const whose = reference === undefined ? place : context.say(texts.lineOf, { line: place, reference });
  const summary = outcome === "ok" ? undefined : errorSummary(outcome, context.language);
  return [context.style.bad(whose), `  ${[summary, reason].filter((part) => part !== undefined).join("")}`];
}
