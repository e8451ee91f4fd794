import { carryOut } from "../../roles/authority/carry-out.ts";
import { handOverCall } from "../../roles/authority/governor-calls.ts";
import type { CommandSpec } from "../command.ts";
import { decisionLines } from "../decision-lines.ts";
import { governingTexts as texts } from "../texts/governing.ts";

export const command: CommandSpec = {
  name: "authority hand-over",
  summary: texts.handOverSummary,
  details: texts.handOverDetails,
  examples: ["psephos authority hand-over 0xAb…1 --account authority"],
  arguments: [{ name: "<next>", description: texts.next }],
  options: [{ flags: "--yes", description: texts.yes }],
  async run(context, input) {
    const next = input.text("next");
    const chain = await context.chain();
    const call = await handOverCall({ chain, next });
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.handOverQuestion, { next }) });
    const carriedOut = await carryOut({ chain, account: await context.account(), call });
    const done = [context.say(texts.offered, { next })];
    return { lines: decisionLines(context, { carriedOut, done }), json: { next, ...carriedOut } };
  },
};
