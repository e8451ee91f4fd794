import type { TrusteeAt } from "../roles/trustee/steps.ts";
import type { Context } from "./context.ts";
import { fillTexts } from "./text.ts";
import { trusteeTexts } from "./texts/ceremony.ts";

/** The surroundings that every trustee's step needs. */
export async function trusteeAt(context: Context): Promise<TrusteeAt> {
  return {
    chain: await context.chain(),
    address: await context.accountAddress(),
    account: () => context.account(),
    workspace: context.workspace,
    passphrase: (index, isNew) => context.passphrase({ what: fillTexts(trusteeTexts.what, { index }), isNew }),
  };
}
