import { getRelay } from "../../server/client/endpoints.ts";
import type { CommandSpec } from "../command.ts";
import { columns, formatDuration } from "../format.ts";
import { serviceAt } from "../services/service-options.ts";
import { relayReasonTexts, relayTexts as texts } from "../texts/relay.ts";

export const command: CommandSpec = {
  name: "relay show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos relay show https://vote.example.org"],
  arguments: [{ name: "<url>", description: texts.url }],
  async run(context, input) {
    const { url, client } = serviceAt({ name: "url", url: input.text("url") });
    const facts = await client.call(getRelay);
    const { address, chainId, contracts, delaySeconds, batchSize, closingMarginSeconds, directCasting } = facts;
    const time = (seconds: number): string => formatDuration(seconds, context.language);
    const { advised, reason } = directCasting;
    const range = { shortest: time(delaySeconds.min), longest: time(delaySeconds.max) };
    return {
      lines: [
        context.style.bold(url),
        ...columns([
          [context.say(texts.account), address],
          [context.say(texts.chain), String(chainId)],
          [context.say(texts.contracts), contracts.elections],
          [context.say(texts.waits), context.say(texts.waitsFrom, range)],
          [context.say(texts.together), context.say(texts.togetherUpTo, { count: batchSize })],
          [context.say(texts.stopsBefore), context.say(texts.stopsFor, { left: time(closingMarginSeconds) })],
        ]),
        advised
          ? context.style.bad(
              context.say(texts.advisesDirect, { reason: context.say(relayReasonTexts[reason ?? "chain-trouble"]) }),
            )
          : context.style.good(context.say(texts.works)),
      ],
      json: { url, ...facts },
    };
  },
};
