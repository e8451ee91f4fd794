import { unixNow } from "../../roles/clock.ts";
import { issueToFile } from "../../roles/issuer/hand-over.ts";
import { issueOne } from "../../roles/issuer/issue-one.ts";
import { issuingTerms } from "../../roles/issuer/issuing-terms.ts";
import { parseJson } from "../../roles/read-file.ts";
import { ALLOWANCE_OPTIONS, askAllowances } from "../ask-allowances.ts";
import { askDesk, DESK_OPTIONS } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import { formatTime } from "../format.ts";
import { credentialTexts as texts } from "../texts/credential.ts";

export const command: CommandSpec = {
  name: "credential issue",
  summary: texts.issueSummary,
  details: texts.issueDetails,
  examples: ["psephos credential issue request.json --subject ada.json --reference A-1001 --to ada-credential.json"],
  arguments: [{ name: "<request>", description: texts.requestFile }],
  options: [
    { flags: "--subject <file>", description: texts.subject, required: true },
    { flags: "--reference <code>", description: texts.issueReference, required: true },
    { flags: "--to <file>", description: texts.issueTo, required: true },
    { flags: "--until <time>", description: texts.until },
    ...ALLOWANCE_OPTIONS,
    ...DESK_OPTIONS,
  ],
  async run(context, input) {
    const [file, reference, subjectFile] = [input.text("to"), input.text("reference"), input.text("subject")];
    const request = await context.readText(input.text("request"));
    const subject = parseJson({ text: await context.readText(subjectFile), source: subjectFile });
    const allowances = await askAllowances(context, input);
    const wish = { at: unixNow(), until: input.optional("until"), ...allowances };
    const { credentials } = await issueToFile({
      ...(await askDesk(context, input)),
      to: file,
      issue: (desk) => issueOne(issuingTerms(desk, wish), { request, subject, reference }),
    });
    const [{ id, validUntil }] = credentials;
    return {
      lines: [
        context.say(texts.issued, { until: formatTime(Number(validUntil)), file }),
        context.say(texts.credentialId, { id }),
        context.say(texts.handToPerson),
        ...(wish.reissue ? [context.say(texts.replacedNote)] : []),
      ],
      json: { credentialId: id, reference, validUntil, file },
    };
  },
};
