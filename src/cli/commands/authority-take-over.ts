import { takeOver } from "../../roles/authority/take-over.ts";
import type { CommandSpec } from "../command.ts";
import { decisionLines } from "../decision-lines.ts";
import { governingTexts as texts } from "../texts/governing.ts";

export const command: CommandSpec = {
  name: "authority take-over",
  summary: texts.takeOverSummary,
  details: texts.takeOverDetails,
  examples: ["psephos authority take-over --account ada"],
  async run(context) {
    const chain = await context.chain();
    const { governor, carriedOut } = await takeOver({ chain, account: await context.account() });
    const done = [context.say(texts.tookOver, { governor })];
    return { lines: decisionLines(context, { carriedOut, done }), json: { governor, ...carriedOut } };
  },
};
