import { readTrust } from "../../../chain/trust.ts";
import { SCHEMAS } from "../../../protocol/credential/schemas.ts";
import { schemaOfHash } from "../../../roles/find-schema.ts";
import { checkCredential, type CheckedCredential } from "../../../roles/holder/check-credential.ts";
import {
  heldCredential,
  heldCredentials,
  importCredential,
  removeCredential,
} from "../../../roles/holder/held-credentials.ts";
import { requestCredential } from "../../../roles/holder/request-credential.ts";
import { parseJson } from "../../../roles/read-file.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import { heldChain } from "../session.ts";
import { writtenText } from "./passing.ts";
import { source } from "./purse.ts";
import { tellCredential, tellSchema, type ToldCredential, type ToldSchema } from "./told.ts";

/** A kind of credential with those who may issue it now, as did:web. */
export interface Offer {
  readonly schema: ToldSchema;
  readonly issuers: readonly string[];
}

export interface CredentialWish {
  readonly schema: string;
  readonly issuer: string;
  readonly reference: string;
}

/** A signed request; one with `replyTo` is answered to that box, and to no other. */
export function signedRequest({ wish, replyTo }: { wish: CredentialWish; replyTo?: string }): Promise<string> {
  const { identity } = heldWallet().wallet;
  return writtenText((to) => requestCredential({ identity, wish, to, replyTo }));
}

/** What the person holds. */
export const credentials = {
  /** The newest first. */
  list(): ToldCredential[] {
    return heldCredentials(heldWallet().wallet).map(tellCredential).reverse();
  },

  /** By its whole id. CREDENTIAL_MISSING where the wallet has none of it. */
  read(id: string): ToldCredential {
    return tellCredential(heldCredential(heldWallet().wallet, id));
  },

  /** Whether it would be accepted now; asks chain and status lists. */
  async check(id: string): Promise<CheckedCredential> {
    const credential = heldCredential(heldWallet().wallet, id);
    return checkCredential({ chain: await heldChain(), credential, source });
  },

  /** Takes the text of a credential's file. */
  async take(text: string): Promise<ToldCredential> {
    const json = parseJson({ text, source: "The credential" });
    const wallet = await saveWallet((before) => importCredential(before, json));
    return tellCredential(heldCredentials(wallet).at(-1)!);
  },

  async remove(id: string): Promise<void> {
    await saveWallet((wallet) => removeCredential(wallet, id));
  },

  /** A signed request as a file, to be handed in by the person herself. */
  requestFile(wish: CredentialWish): Promise<string> {
    return signedRequest({ wish });
  },

  /** What can be had from whom, as the registry has it. */
  async offers(): Promise<Offer[]> {
    const { keys } = await readTrust(await heldChain());
    const trusted = keys.filter((key) => key !== undefined);
    return [...SCHEMAS.values()].map((schema) => {
      const issuing = trusted.filter(({ schemaHash }) => schemaOfHash(schemaHash)?.id === schema.id);
      return { schema: tellSchema(schema), issuers: [...new Set(issuing.map(({ did }) => did))] };
    });
  },
};
