import type { Credential } from "../protocol/credential/credential-json.ts";
import { heldCredential } from "../roles/holder/held-credentials.ts";
import { askIdentity } from "./ask-identity.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";

/** Digits of a credential's id that people type. */
const SHORT_ID_LENGTH = 8;

export function shortId({ id }: Pick<Credential, "id">): string {
  return id.slice("urn:uuid:".length, "urn:uuid:".length + SHORT_ID_LENGTH);
}

/** The credential that the person named, out of her wallet. */
export async function openCredential(context: Context, input: Input): Promise<Credential> {
  const wanted = input.text("id");
  const { wallet } = await askIdentity(context, input);
  return heldCredential(wallet, wanted);
}
