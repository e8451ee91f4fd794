import type { Identity } from "../protocol/identity.ts";
import { openIdentity } from "../roles/voter/identity-file.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { fillTexts } from "./text.ts";
import { identityTexts } from "./texts/identity.ts";

/** Opens the identity named by `--identity`, or the only one. */
export function askIdentity(context: Context, input: Input): Promise<{ identity: Identity; name: string }> {
  return openIdentity({
    workspace: context.workspace,
    name: input.optional("identity"),
    passphrase: (name) => context.passphrase({ what: fillTexts(identityTexts.what, { name }) }),
  });
}
