import { onlyDesk, type DeskAccess } from "../roles/issuer/desk.ts";
import type { OptionSpec } from "./command.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { fillTexts } from "./text.ts";
import { deskTexts } from "./texts/issuer-key.ts";

export const MAX_EPOCH = 2 ** 32 - 1;

/** Options of every command that works at a department's desk. */
export const DESK_OPTIONS: readonly OptionSpec[] = [
  { flags: "--desk <name>", description: deskTexts.desk },
  { flags: "--epoch <number>", description: deskTexts.epoch },
];

/** Asks for what opens the desk named by `--desk`, or the only one. */
export async function askDesk(context: Context, input: Input): Promise<DeskAccess> {
  const { workspace } = context;
  const epoch = input.optionalInteger("epoch", { min: 0, max: MAX_EPOCH });
  const name = input.optional("desk") ?? (await onlyDesk(workspace));
  const passphrase = await context.passphrase({ what: fillTexts(deskTexts.what, { name }) });
  return { workspace, name, passphrase, epoch };
}
