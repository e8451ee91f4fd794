import { openRequest } from "../../roles/open-request.ts";
import { readFileJson } from "../../roles/read-file.ts";
import type { CommandSpec } from "../command.ts";
import { policyLines, policyTitle } from "../policy-lines.ts";
import { requestNotes } from "../request-lines.ts";
import { requestTexts as texts } from "../texts/presentation.ts";

export const command: CommandSpec = {
  name: "request show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos request show request.json", "psephos request show request.json --lang zh"],
  arguments: [{ name: "<file>", description: texts.file }],
  async run(context, input) {
    const file = input.text("file");
    const opened = await openRequest({ json: await readFileJson(file), chain: () => context.chain() });
    const { request, asked } = opened;
    const { verifier, origin, reply } = request;
    return {
      lines: [
        context.style.bold(policyTitle(context, asked)),
        ...policyLines(context, asked),
        ...requestNotes(context, opened),
        context.say(texts.nextMake, { file }),
      ],
      json: { verifier, origin, reply, ...asked.terms, policyId: "policyId" in asked ? asked.policyId : null },
    };
  },
};
