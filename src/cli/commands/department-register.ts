import { carryOut } from "../../roles/authority/carry-out.ts";
import { registerDepartmentCall } from "../../roles/authority/governor-calls.ts";
import type { CommandSpec } from "../command.ts";
import { decisionLines } from "../decision-lines.ts";
import { departmentTexts as texts } from "../texts/authority.ts";

export const command: CommandSpec = {
  name: "department register",
  summary: texts.registerSummary,
  details: texts.registerDetails,
  examples: ["psephos department register did:web:residents.example --address 0xAb…1 --account authority"],
  arguments: [{ name: "<did>", description: texts.did }],
  options: [{ flags: "--address <address>", description: texts.address, required: true }],
  async run(context, input) {
    const did = input.text("did");
    const address = input.text("address");
    const chain = await context.chain();
    const call = await registerDepartmentCall({ chain, did, departmentAccount: address });
    const carriedOut = await carryOut({ chain, account: await context.account(), call });
    const done = [context.say(texts.registered, { did, address }), context.say(texts.next)];
    return { lines: decisionLines(context, { carriedOut, done }), json: { did, address, ...carriedOut } };
  },
};
