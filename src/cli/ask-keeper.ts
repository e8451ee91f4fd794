import { openKeeperKey } from "../roles/record-keeper/keeper-key.ts";
import { openRecordKeeper, type KeeperOptions, type RecordKeeper } from "../roles/record-keeper/keeper.ts";
import type { OptionSpec } from "./command.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { fillTexts } from "./text.ts";
import { logTexts as texts } from "./texts/record.ts";

/** Options of every command that writes to an office's log. */
export const KEEPER_OPTIONS: readonly OptionSpec[] = [
  { flags: "--store <dir>", description: texts.store, required: true },
  { flags: "--key <file>", description: texts.key, required: true },
];

/** Opens the log for one use, and frees it whatever comes of that. */
export async function withKeeper<T>(
  context: Context,
  { input, anchored }: { input: Input; anchored?: KeeperOptions["anchored"] },
  use: (keeper: RecordKeeper) => Promise<T>,
): Promise<T> {
  const [folder, file] = [input.text("store"), input.text("key")];
  const key = await openKeeperKey({
    file,
    passphrase: await context.passphrase({ what: fillTexts(texts.keyWhat, { file }) }),
  });
  const keeper = await openRecordKeeper({ folder, key, anchored });
  try {
    return await use(keeper);
  } finally {
    await keeper.close();
  }
}
