import { readFileJson } from "../../roles/read-file.ts";
import { publishPolicy } from "../../roles/verifier/publish-policy.ts";
import type { CommandSpec } from "../command.ts";
import { policyTitle } from "../policy-lines.ts";
import { policyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "policy publish",
  summary: texts.publishSummary,
  details: texts.publishDetails,
  examples: ["psephos policy publish policy.json --account housing"],
  arguments: [{ name: "<file>", description: texts.file }],
  async run(context, input) {
    const json = await readFileJson(input.text("file"));
    const [chain, account] = [await context.chain(), await context.account()];
    const done = await publishPolicy({ chain, account, workspace: context.workspace, json });
    const { policyId, asked, publicFile: file, transactionHash } = done;
    return {
      lines: [
        context.style.good(context.say(texts.published, { policyId, title: policyTitle(context, asked) })),
        context.say(texts.publicFile, { file }),
        context.say(texts.nextRequest, { policyId }),
      ],
      json: { policyId, ...asked.terms, file, transactionHash },
    };
  },
};
