import { pseudonymOf } from "../../../protocol/credential/pseudonym.ts";
import { attestationPlace } from "../../../roles/holder/attest.ts";
import { untilLaterTime } from "../../../roles/holder/later-time.ts";
import { present } from "../../../roles/holder/present.ts";
import { watchPresentation } from "../../../roles/holder/watch-presentation.ts";
import { quietStatus } from "../../../roles/holder/quiet-status.ts";
import { attestationUnder, withAttestation } from "../../../roles/holder/wallet-records.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../../roles/published-policy.ts";
import type { AttestationStatus } from "../../../roles/verifier/attestation-status.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import { heldChain } from "../session.ts";
import { fitFor, type Fit } from "./fit.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { openPurse } from "./purse.ts";
import { dropPromise, followPromise, handToRelayer, promiseFor, type RelayListener } from "./relaying.ts";
import { tellPolicy, type ToldPolicy } from "./told.ts";

/** Where the holder of the open wallet stands under a policy. */
export interface Standing {
  /** The number by which this office knows her, and nobody else. */
  readonly pseudonym: bigint;
  /** What is on record, as the chain has it. */
  readonly status: AttestationStatus;
  /** Handed to the sending service, and not on record for good yet. */
  readonly isOnItsWay: boolean;
  readonly fit: Fit;
}

/** Requests that stand on chain, and the confirmations that answer them. */
export const policies = {
  /** As published: text and terms agree, or POLICY_UNTRUSTED. */
  async open(policyId: bigint): Promise<ToldPolicy> {
    return tellPolicy(await published(policyId));
  },

  async standing(policyId: bigint): Promise<Standing> {
    const [chain, asked] = [await heldChain(), await published(policyId)];
    const pseudonym = pseudonymUnder(asked);
    const context = attestationPlace(chain, policyId);
    const [status, promise, fit] = await Promise.all([
      quietStatus({ chain, policyId, pseudonym }),
      promiseFor({ kind: "attestation", target: policyId }),
      // A retired request takes nothing; whether a credential would fit is still worth knowing.
      fitFor({ ...asked, retired: false }, context),
    ]);
    return { pseudonym, status, isOnItsWay: promise !== undefined, fit };
  },

  /**
   * Proves that the request is met, and gives the proof to the sending service. The person has read all and agreed. `session.cancel`
   * with "proof" ends it with INTERRUPTED, until it is handed over.
   */
  async confirm(policyId: bigint, tell: (progress: ProofProgress) => void): Promise<void> {
    const asked = await published(policyId);
    await proveTold({ circuit: asked.terms.circuit, tell }, async ({ prover, handOver, signal }) => {
      const purse = await openPurse();
      const { chain } = purse;
      const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.attestations, policyId };
      const { record } = await quietStatus({ chain, policyId, pseudonym: pseudonymUnder(asked) });
      // Somebody else may have sent what took the last one back.
      const provenAfter = later(attestationUnder(heldWallet().wallet, place)?.provenAt, record?.provenAt);
      await untilLaterTime({ connection: chain, provenAfter, signal });
      const context = attestationPlace(chain, policyId);
      const presentation = await present({ ...purse, prover, asked, context, provenAfter });
      handOver();
      const { pseudonym, now } = presentation.signals;
      const entry = { ...place, pseudonym, provenAt: Number(now) };
      // First: whatever breaks from here on, she finds it again if it was recorded.
      await saveWallet((wallet) => withAttestation(wallet, entry));
      await handToRelayer(presentation);
      // What ended before is over, whether this wallet saw it or not.
      await dropPromise({ kind: "withdrawal", target: policyId });
    });
  },

  /** Tells what becomes of the proof until it is on record for good; `holder.stopFollowing` ends it before. */
  async follow(policyId: bigint, name: string, tell: RelayListener): Promise<void> {
    await followPromise({
      ...{ name, target: { kind: "attestation", target: policyId }, tell },
      watch: ({ chain, receipt }) => {
        const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.attestations, policyId };
        const entry = attestationUnder(heldWallet().wallet, place);
        if (entry === undefined) return undefined;
        const signals = { pseudonym: receipt.nullifier, now: BigInt(entry.provenAt) };
        return watchPresentation({ chain, presentation: { context: attestationPlace(chain, policyId), signals } });
      },
    });
  },
};

function later(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one;
}

export async function published(policyId: bigint): Promise<PublishedPolicy> {
  return openPublishedPolicy({ chain: await heldChain(), policyId });
}

export function pseudonymUnder({ terms }: PublishedPolicy): bigint {
  const { secret } = heldWallet().wallet.identity;
  return pseudonymOf({ secret, verifierId: terms.departmentId, scopeId: terms.scopeId });
}
