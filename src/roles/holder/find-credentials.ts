import type { Trust, TrustedKey } from "../../chain/trust.ts";
import { isPsephosError, PsephosError, type ErrorCode } from "../../errors.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import type { StatusTree } from "../../protocol/credential/status-tree.ts";
import { openStatusTree, type StatusListSource } from "../status-lists.ts";

/** A credential with the state of its issuer's status lists. */
export interface CurrentCredential {
  readonly credential: Credential;
  readonly status: StatusTree;
}

/**
 * The first choice of credentials, newest first, with which `prepare` succeeds: one for each part of the policy. Without one, the
 * reason why the newest do not do.
 */
export async function findCredentials<Prepared>(input: {
  asked: AskedPolicy;
  credentials: readonly Credential[];
  trust: Trust;
  source: StatusListSource;
  prepare: (chosen: readonly CurrentCredential[]) => Prepared;
}): Promise<{ chosen: readonly CurrentCredential[]; prepared: Prepared }> {
  const { asked, credentials, trust, prepare } = input;
  const source = remembering(input.source);
  let failure: PsephosError | undefined;
  for (const choice of choices(asked, credentials)) {
    try {
      const chosen = await Promise.all(choice.map((credential) => currentOf({ credential, trust, source })));
      return { chosen, prepared: prepare(chosen) };
    } catch (error) {
      if (!isOfThisChoice(error)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  const schemas = asked.parts.map(({ schema }) => schema.id).join(" and ");
  throw new PsephosError(
    "POLICY_NOT_MET",
    `This policy cannot be met: the wallet holds no credential of ${schemas} for this identity. Ask its issuer for one.`,
  );
}

/** Lists that one issuer does not show, or that are none. */
const LIST_FAULTS: readonly ErrorCode[] = ["PUBLIC_FILE_MISSING", "STATUS_LIST_MALFORMED", "JSON_MALFORMED"];

/** An issuer whose server is down must not keep the holder from using another one's credential. */
function isOfThisChoice(error: unknown): error is PsephosError {
  return isPsephosError(error) && (error.exitClass === "refused" || LIST_FAULTS.includes(error.code));
}

/** Every way to answer each part with a credential of its schema, none with one that answers another part. */
function choices({ parts }: AskedPolicy, credentials: readonly Credential[]): Credential[][] {
  const newest = [...credentials].sort((left, right) => Number(right.validFrom - left.validFrom));
  return parts.reduce<Credential[][]>(
    (chosen, { schema }) =>
      chosen.flatMap((before) =>
        newest
          .filter((credential) => credential.schema.id === schema.id && !before.includes(credential))
          .map((credential) => [...before, credential]),
      ),
    [[]],
  );
}

async function currentOf(input: {
  credential: Credential;
  trust: Trust;
  source: StatusListSource;
}): Promise<CurrentCredential> {
  const { credential, trust, source } = input;
  const key = trustedKeyOf(credential, trust);
  return { credential, status: await openStatusTree({ key, statusLists: credential.statusLists, source }) };
}

/** The registered key that signed it; of the department that the credential names. */
export function trustedKeyOf({ issuer, issuerKey, schema }: Credential, { keys }: Trust): TrustedKey {
  const found = keys.find(
    (key) => key !== undefined && key.issuerKey.join() === issuerKey.join() && key.schemaHash === schema.hash,
  );
  if (found?.did !== issuer) {
    const reason =
      found === undefined ? "does not trust the key that signed" : "has another department's name for the key of";
    throw new PsephosError(
      "ISSUER_NOT_TRUSTED",
      `The registry ${reason} this credential. Ask ${issuer} for a credential under its present key.`,
    );
  }
  return found;
}

/** Credentials of one issuer share their lists: each is fetched once. */
function remembering(source: StatusListSource): StatusListSource {
  const fetched = new Map<string, Promise<Uint8Array>>();
  return {
    fetch(url) {
      const known = fetched.get(url) ?? source.fetch(url);
      fetched.set(url, known);
      return known;
    },
  };
}
