import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { schemaName } from "../../roles/find-schema.ts";
import type { CommandSpec } from "../command.ts";
import { columns } from "../format.ts";
import { schemaTexts as texts } from "../texts/credential.ts";

export const command: CommandSpec = {
  name: "schema list",
  summary: texts.listSummary,
  examples: ["psephos schema list"],
  run(context) {
    const schemas = [...SCHEMAS.values()].map((schema) => ({
      name: schemaName(schema),
      id: schema.id,
      label: schema.label[context.language],
    }));
    return Promise.resolve({ lines: columns(schemas.map(({ name, label }) => [name, label])), json: { schemas } });
  },
};
