import { unixNow } from "../../roles/clock.ts";
import { readDeskStatus } from "../../roles/issuer/desk-status.ts";
import { askDesk, DESK_OPTIONS } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import { columns, formatTime } from "../format.ts";
import { statusTexts as texts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "status show",
  summary: texts.showSummary,
  examples: ["psephos status show"],
  options: DESK_OPTIONS,
  async run(context, input) {
    const desk = await askDesk(context, input);
    const chain = await context.chain();
    const status = await readDeskStatus({ ...desk, chain, at: unixNow() });
    const { key, registered, isPublished } = status;
    const { keyIndex, publishedAt } = registered;
    const { issued, live, revoked, suspended } = status;
    const counts = { issued, live, revoked, suspended };
    const rows = Object.entries(counts).map(([name, count]): [string, string] => [
      context.say(texts[name as keyof typeof counts]),
      String(count),
    ]);
    return {
      lines: [
        context.say(texts.shown, { desk: desk.name, epoch: key.epoch, keyIndex }),
        ...columns([...rows, [context.say(texts.lastPublished), formatTime(publishedAt)]]),
        context.say(isPublished ? texts.upToDate : texts.outdated),
      ],
      json: { desk: desk.name, epoch: key.epoch, keyIndex, ...counts, publishedAt, isPublished },
    };
  },
};
