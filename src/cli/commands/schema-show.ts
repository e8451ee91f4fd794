import { findSchema, schemaName } from "../../roles/find-schema.ts";
import type { CommandSpec } from "../command.ts";
import { columns } from "../format.ts";
import { schemaTexts as texts } from "../texts/credential.ts";

export const command: CommandSpec = {
  name: "schema show",
  summary: texts.showSummary,
  examples: ["psephos schema show resident-identity"],
  arguments: [{ name: "<name>", description: texts.name }],
  run(context, input) {
    const schema = findSchema(input.text("name"));
    const { id, hash, attributes } = schema;
    const rows = attributes.map(({ name, encoding, required, values, label }): [string, string] => {
      const shown = label[context.language];
      const of = values === undefined ? encoding : values.join(" | ");
      return [
        required ? shown : context.say(texts.optional, { label: shown }),
        context.say(texts.encoding, { name, encoding: of }),
      ];
    });
    const title = context.say(texts.title, { label: schema.label[context.language], name: schemaName(schema) });
    return Promise.resolve({
      lines: [
        context.style.bold(title),
        ...columns(rows),
        context.say(texts.identifier, { id }),
        context.say(texts.hash, { hash }),
      ],
      json: { id, hash, attributes },
    });
  },
};
