import { schemaOfHash } from "../roles/find-schema.ts";
import type { ListedKey } from "../roles/issuer-keys.ts";
import type { Context } from "./context.ts";
import { formatTime } from "./format.ts";
import { issuerKeyTexts as texts } from "./texts/issuer-key.ts";

/** An issuer key in two lines: what it signs and whether it still does, and whose it is. */
export function keyLine(context: Context, key: ListedKey): string {
  const { keyIndex, did, epoch, state } = key;
  const ends = formatTime(key.endsAt);
  return context.say(texts.keyLine, {
    keyIndex,
    did,
    epoch,
    schema: schemaLabel(context, key.schemaHash),
    state: context.say(texts[state], { ends }),
  });
}

export function schemaLabel(context: Context, hash: bigint): string {
  return schemaOfHash(hash)?.label[context.language] ?? context.say(texts.unknownSchema);
}
