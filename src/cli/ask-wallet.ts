import type { WalletAccess } from "../roles/holder/wallet-file.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { fillTexts } from "./text.ts";
import { identityTexts } from "./texts/identity.ts";

/** Access to the wallet of the identity named by `--identity`, or of the only one. The passphrase is asked for once, when it is needed. */
export function walletAccess(context: Context, input: Input): WalletAccess {
  let asked: Promise<string> | undefined;
  return {
    workspace: context.workspace,
    name: input.optional("identity"),
    passphrase: (name) => (asked ??= context.passphrase({ what: fillTexts(identityTexts.what, { name }) })),
  };
}
