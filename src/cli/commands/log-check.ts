import { checkLog } from "../../roles/auditor/check-log.ts";
import type { CommandSpec } from "../command.ts";
import { readLog } from "../read-log.ts";
import { logTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "log check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos log check 1 entries.jsonl"],
  arguments: [
    { name: "<log>", description: texts.logId },
    { name: "<entries>", description: texts.entries },
  ],
  async run(context, input) {
    const logId = input.id("log");
    const entries = await readLog(context, input.text("entries"));
    const check = await checkLog({ chain: await context.chain(), logId, entries });
    const { entryCount, anchorCount, broken, unanchored } = check;
    const ok = broken.length === 0;
    const verdict = ok
      ? context.style.good(context.say(texts.checkGood, { entryCount, anchorCount }))
      : context.style.bad(context.say(texts.checkBad, { sizes: broken.join(", ") }));
    return {
      lines: [verdict, ...(unanchored > 0 ? [context.say(texts.unanchored, { unanchored })] : [])],
      json: { logId, ok, ...check },
      exitCode: ok ? 0 : 1,
    };
  },
};
