import type { Identity } from "../protocol/identity.ts";
import type { Wallet } from "../roles/holder/wallet.ts";
import { openWallet } from "../roles/holder/wallet-file.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { fillTexts } from "./text.ts";
import { identityTexts } from "./texts/identity.ts";

/** Opens the wallet of the identity named by `--identity`, or the only one. */
export async function askIdentity(
  context: Context,
  input: Input,
): Promise<{ identity: Identity; wallet: Wallet; name: string }> {
  const { wallet, name } = await openWallet({
    workspace: context.workspace,
    name: input.optional("identity"),
    passphrase: (name) => context.passphrase({ what: fillTexts(identityTexts.what, { name }) }),
  });
  return { identity: wallet.identity, wallet, name };
}
