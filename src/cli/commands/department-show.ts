import { findDepartment } from "../../roles/issuer-keys.ts";
import type { CommandSpec } from "../command.ts";
import { keyLine } from "../key-lines.ts";
import { departmentTexts as texts } from "../texts/authority.ts";

export const command: CommandSpec = {
  name: "department show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos department show did:web:residents.example"],
  arguments: [{ name: "<did>", description: texts.did }],
  async run(context, input) {
    const did = input.text("did");
    const department = await findDepartment(await context.chain(), did);
    if (department === undefined) {
      return { lines: [context.say(texts.unknown, { did })], json: { did, registered: false }, exitCode: 1 };
    }
    const { account, keys } = department;
    const keyLines = keys.length > 0 ? keys.map((key) => keyLine(context, key)) : [context.say(texts.noKeys)];
    return {
      lines: [context.say(texts.known, { did, account }), ...keyLines],
      json: { registered: true, ...department },
    };
  },
};
