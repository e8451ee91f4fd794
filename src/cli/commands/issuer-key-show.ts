import { findIssuerKey, listIssuerKeys, type ListedKey } from "../../roles/issuer-keys.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { formatTime } from "../format.ts";
import { keyLine } from "../key-lines.ts";
import { issuerKeyTexts as texts } from "../texts/issuer-key.ts";

export const MAX_KEY_INDEX = 1023;

export const command: CommandSpec = {
  name: "issuer-key show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos issuer-key show", "psephos issuer-key show 0"],
  arguments: [{ name: "[index]", description: texts.index }],
  async run(context, input) {
    const index = input.optionalInteger("index", { min: 0, max: MAX_KEY_INDEX });
    const chain = await context.chain();
    if (index === undefined) {
      const keys = await listIssuerKeys(chain);
      const lines = keys.map((key) => keyLine(context, key));
      return { lines: lines.length > 0 ? lines : [context.say(texts.none)], json: { keys } };
    }
    const key = await findIssuerKey(chain, index);
    return { lines: wholeKey(context, key), json: { ...key } };
  },
};

function wholeKey(context: Context, key: ListedKey): string[] {
  const { status, certificateHash } = key;
  const published =
    status === undefined
      ? []
      : [
          context.say(texts.listsPublished, { time: formatTime(status.publishedAt) }),
          context.say(texts.listsHash, { hash: status.listsHash }),
        ];
  return [keyLine(context, key), context.say(texts.fingerprint, { hash: certificateHash }), ...published];
}
