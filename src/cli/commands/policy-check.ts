import { keccak256, toUtf8Bytes } from "ethers";
import { parseAskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { readFileJson } from "../../roles/read-file.ts";
import type { CommandSpec } from "../command.ts";
import { policyLines, policyTitle } from "../policy-lines.ts";
import { policyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "policy check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos policy check policy.json", "psephos policy check policy.json --lang zh"],
  arguments: [{ name: "<file>", description: texts.file }],
  async run(context, input) {
    const asked = parseAskedPolicy(await readFileJson(input.text("file")), SCHEMAS);
    const { terms, text } = asked;
    return {
      lines: [
        context.style.bold(policyTitle(context, asked)),
        ...policyLines(context, asked),
        context.say(texts.hash, { hash: terms.policyHash }),
      ],
      json: { ...terms, textHash: keccak256(toUtf8Bytes(text)) },
    };
  },
};
