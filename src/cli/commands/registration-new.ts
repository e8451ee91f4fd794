import { createRegistration, serialiseRegistration } from "../../protocol/registration.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import { askIdentity } from "../ask-identity.ts";
import { identityTexts } from "../texts/identity.ts";
import { registrationTexts as texts } from "../texts/roll.ts";

export const command: CommandSpec = {
  name: "registration new",
  summary: texts.summary,
  details: texts.details,
  examples: ['psephos registration new --roll "Library council 2026" --reference A-1001 --to ada.json'],
  options: [
    { flags: "--roll <name>", description: texts.roll, required: true },
    { flags: "--reference <code>", description: texts.reference, required: true },
    { flags: "--to <file>", description: texts.to, required: true },
    { flags: "--identity <name>", description: identityTexts.option },
  ],
  async run(context, input) {
    const [roll, reference, file] = [input.text("roll"), input.text("reference"), input.text("to")];
    const { identity, name } = await askIdentity(context, input);
    const line = serialiseRegistration(createRegistration(identity, { roll, reference }));
    await writeFileWhole({ file, data: `${line}\n`, secrecy: "public" });
    return {
      lines: [context.say(texts.written, { roll, file })],
      json: { identity: name, roll, reference, file, commitment: identity.commitment },
    };
  },
};
