import { unixNow } from "../../roles/clock.ts";
import { publishDeskStatus } from "../../roles/issuer/desk-status.ts";
import { askDesk, DESK_OPTIONS } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import { issuerKeyTexts, statusTexts as texts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "status publish",
  summary: texts.publishSummary,
  details: texts.publishDetails,
  examples: ["psephos status publish", "psephos status publish --desk resident-identity --account office"],
  options: DESK_OPTIONS,
  async run(context, input) {
    const desk = await askDesk(context, input);
    const chain = await context.chain();
    const account = await context.account();
    const published = await publishDeskStatus({ ...desk, chain, account, at: unixNow() });
    const { keyIndex, statusRoot, listsFolder, webFolder } = published;
    return {
      lines: [
        context.say(texts.published, { keyIndex, root: statusRoot }),
        context.say(issuerKeyTexts.listsHere, { folder: listsFolder }),
        context.say(issuerKeyTexts.listsAddress, { address: webFolder }),
      ],
      json: { ...published },
    };
  },
};
