import { PsephosError } from "../../errors.ts";
import { parseCredential, type Credential } from "../../protocol/credential/credential-json.ts";
import type { CredentialSchema } from "../../protocol/credential/schema.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import type { JsonObject, Wallet } from "./wallet.ts";

type Schemas = ReadonlyMap<string, CredentialSchema>;

/** The wallet's credentials, in the order in which they came. */
export function heldCredentials(wallet: Wallet, schemas: Schemas = SCHEMAS): Credential[] {
  return wallet.credentials.map((json) => parseCredential(json, schemas));
}

/**
 * Takes a credential into the wallet: one that its issuer signed, of a schema known here, for this wallet's identity, and that is
 * not there yet. Whether the issuer is one to be trusted is for the chain to say.
 */
export function importCredential(wallet: Wallet, json: unknown, schemas: Schemas = SCHEMAS): Wallet {
  const credential = parseCredential(json, schemas);
  if (credential.holder !== wallet.identity.commitment) {
    throw new PsephosError(
      "CREDENTIAL_NOT_YOURS",
      "This credential was issued to another identity; yours cannot use it. Import it into the wallet that asked for it.",
    );
  }
  if (wallet.credentials.some(({ id }) => id === credential.id)) {
    throw new PsephosError(
      "CREDENTIAL_HELD",
      `The wallet has a credential ${credential.id} already. Nothing was changed.`,
    );
  }
  return { ...wallet, credentials: [...wallet.credentials, json as JsonObject] };
}

/** By its full id, or by a part of it that no other one has. */
export function heldCredential(wallet: Wallet, wanted: string, schemas: Schemas = SCHEMAS): Credential {
  return parseCredential(findHeld(wallet, wanted), schemas);
}

/** As `heldCredential` finds it. */
export function removeCredential(wallet: Wallet, wanted: string): Wallet {
  const only = findHeld(wallet, wanted);
  return { ...wallet, credentials: wallet.credentials.filter((credential) => credential !== only) };
}

function findHeld(wallet: Wallet, wanted: string): JsonObject {
  const found = wallet.credentials.filter(({ id }) => matches(id, wanted));
  const [only, second] = found;
  if (only === undefined || second !== undefined) {
    const reason = only === undefined ? "no credential" : "several credentials";
    throw new PsephosError("CREDENTIAL_MISSING", `The wallet has ${reason} of that id. List them and give more of it.`);
  }
  return only;
}

function matches(id: unknown, wanted: string): boolean {
  return typeof id === "string" && wanted !== "" && (id === wanted || id.slice("urn:uuid:".length).startsWith(wanted));
}
