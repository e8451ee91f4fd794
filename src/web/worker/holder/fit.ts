import { readTrust } from "../../../chain/trust.ts";
import { isPsephosError } from "../../../errors.ts";
import { shownName, type AskedPolicy, type PolicyPart } from "../../../protocol/credential/asked-policy.ts";
import type { PresentationContext } from "../../../protocol/credential/context.ts";
import type { Credential } from "../../../protocol/credential/credential-json.ts";
import { encodeValue } from "../../../protocol/credential/encoding.ts";
import { policySlots } from "../../../protocol/credential/policy-hash.ts";
import { meets } from "../../../protocol/credential/predicate.ts";
import { attributeNamed } from "../../../protocol/credential/schema.ts";
import { checkCredential, type CredentialState } from "../../../roles/holder/check-credential.ts";
import { readyToPresent } from "../../../roles/holder/present.ts";
import type { PublishedPolicy } from "../../../roles/published-policy.ts";
import { openPurse } from "./purse.ts";
import { tellAttribute, tellCredential, type ToldAttribute, type ToldCredential } from "./told.ts";

/** Why a credential that the person holds does not do. */
export interface Unfit {
  readonly credential: ToldCredential;
  /** "unknown" while its status lists cannot be read. */
  readonly state: CredentialState | "unknown";
  /** Names of the attributes that are missing or not as asked. */
  readonly failing: readonly string[];
}

/** A kind of credential that is missing, with what there is of it. */
export interface Lacking {
  readonly schema: string;
  readonly unfit: readonly Unfit[];
  /** Who may issue it now, as did:web. */
  readonly issuers: readonly string[];
}

/** Whether the person's credentials meet what is asked. */
export type Fit =
  | {
      readonly kind: "fits";
      /** One for each part. */
      readonly credentials: readonly ToldCredential[];
      /** What the office will read of them, also what it alone can open. */
      readonly read: readonly ToldAttribute[];
    }
  | { readonly kind: "not"; readonly lacking: readonly Lacking[] };

/** Asks the same questions as the proof will, and proves nothing. */
export async function fitFor(asked: AskedPolicy | PublishedPolicy, context: PresentationContext): Promise<Fit> {
  const purse = await openPurse();
  try {
    const { chosen } = await readyToPresent({ ...purse, asked, context });
    return { kind: "fits", credentials: chosen.map(tellCredential), read: readValues(asked, chosen) };
  } catch (error) {
    if (!isPsephosError(error) || !isOfCredentials(error.code)) throw error;
    return { kind: "not", lacking: await Promise.all(asked.parts.map(lackingFor)) };
  }
}

function isOfCredentials(code: string): boolean {
  return ["POLICY_NOT_MET", "ISSUER_NOT_TRUSTED", "PUBLIC_FILE_MISSING", "PUBLIC_FILE_ALTERED"].includes(code);
}

function readValues(asked: AskedPolicy, chosen: readonly Credential[]): ToldAttribute[] {
  return asked.parts.flatMap(({ policy, schema }, part) =>
    policy.requests.flatMap(({ attribute: name, show }) => {
      const value = chosen[part]?.subject[name];
      if (show === "nothing" || value === undefined) return [];
      const told = tellAttribute(attributeNamed(schema, name), value);
      return [{ ...told, name: shownName(asked, { part, attribute: name }) }];
    }),
  );
}

async function lackingFor(part: PolicyPart): Promise<Lacking> {
  const { chain, credentials } = await openPurse();
  const { keys } = await readTrust(chain);
  const issuers = keys.flatMap((key) => (key?.schemaHash === part.schema.hash ? [key.did] : []));
  const held = credentials.filter(({ schema }) => schema.id === part.schema.id);
  const unfit = await Promise.all(held.map((credential) => unfitFor(part, credential)));
  return { schema: part.schema.id, unfit, issuers: [...new Set(issuers)] };
}

async function unfitFor({ policy, schema }: PolicyPart, credential: Credential): Promise<Unfit> {
  const { chain, source } = await openPurse();
  const state = await checkCredential({ chain, credential, source }).then(
    (checked) => checked.state,
    () => "unknown" as const,
  );
  const failing = policySlots(policy, schema).flatMap(({ attribute, predicate }) => {
    if (attribute === undefined) return [];
    const value = credential.subject[attribute.name];
    const isMet = value !== undefined && meets(predicate, encodeValue(attribute, value));
    return isMet ? [] : [attribute.name];
  });
  return { credential: tellCredential(credential), state, failing };
}
