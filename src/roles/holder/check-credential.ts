import { latestTime } from "../../chain/time.ts";
import { readTrust } from "../../chain/trust.ts";
import { isPsephosError } from "../../errors.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import type { Chain } from "../chain-session.ts";
import { openStatusTree, type StatusListSource } from "../status-lists.ts";
import { trustedKeyOf } from "./find-credentials.ts";

export type CredentialState = "counts" | "revoked" | "suspended" | "ended" | "early" | "untrusted";

export interface CheckedCredential {
  readonly state: CredentialState;
  /** Of the status lists, unix seconds; undefined where they were not asked. */
  readonly publishedAt?: number;
}

/** Whether a credential would be accepted now: by the chain's clock, its registry, and the lists that its issuer published. */
export async function checkCredential(input: {
  chain: Chain;
  credential: Credential;
  source: StatusListSource;
}): Promise<CheckedCredential> {
  const { chain, credential, source } = input;
  const now = BigInt(await latestTime(chain));
  if (now >= credential.validUntil) return { state: "ended" };
  if (now < credential.validFrom) return { state: "early" };
  const trust = await readTrust(chain);
  try {
    const key = trustedKeyOf(credential, trust);
    const tree = await openStatusTree({ key, statusLists: credential.statusLists, source });
    const mark = tree.markOf(credential.statusIndex);
    const state = mark === undefined ? "counts" : mark === "revocation" ? "revoked" : "suspended";
    return { state, publishedAt: key.publishedAt };
  } catch (error) {
    if (isPsephosError(error, "ISSUER_NOT_TRUSTED")) return { state: "untrusted" };
    throw error;
  }
}
