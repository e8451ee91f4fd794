import { buildRoll } from "../../roles/registrar/build-roll.ts";
import type { CommandSpec } from "../command.ts";
import { rollTexts as texts } from "../texts/roll.ts";

export const command: CommandSpec = {
  name: "roll build",
  summary: texts.buildSummary,
  details: texts.buildDetails,
  examples: ['psephos roll build all.jsonl --name "Library council 2026" --eligible eligible.csv --to roll.json'],
  arguments: [{ name: "<registrations>", description: texts.registrations }],
  options: [
    { flags: "--name <name>", description: texts.name, required: true },
    { flags: "--eligible <file>", description: texts.eligible },
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const eligible = input.optional("eligible");
    const { record, unregistered } = await buildRoll({
      name: input.text("name"),
      registrations: await context.readText(input.text("registrations")),
      eligibility: eligible === undefined ? undefined : await context.readText(eligible),
      to: file,
    });
    const { root, size, totalWeight } = record;
    const missing = context.say(texts.unregistered, {
      count: unregistered.length,
      references: unregistered.join(", "),
    });
    return {
      lines: [
        context.say(texts.built, { size, totalWeight, file }),
        context.say(texts.root, { root }),
        ...(unregistered.length > 0 ? [missing] : []),
        context.say(texts.nextPublish, { file }),
      ],
      json: { file, ...record, unregistered },
    };
  },
};
