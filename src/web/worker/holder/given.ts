import type { ErrorCode } from "../../../errors.ts";
import { isPsephosError } from "../../../errors.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { quietStatus } from "../../../roles/holder/quiet-status.ts";
import type { WalletAttestation } from "../../../roles/holder/wallet.ts";
import type { AttestationStatus } from "../../../roles/verifier/attestation-status.ts";
import { heldWallet } from "../held-wallet.ts";
import { heldChain } from "../session.ts";
import { consents } from "./consents.ts";
import { published } from "./policies.ts";
import { promiseFor } from "./relaying.ts";

/** A confirmation that the person had recorded, as the chain has it now. */
export interface ToldConfirmation {
  readonly policyId: bigint;
  /** Her number with this office only. */
  readonly pseudonym: bigint;
  readonly isOnItsWay: boolean;
  /** Its taking back was handed to the sending service, and is not on record for good yet. */
  readonly isEnding: boolean;
  /** What could not be read of it, just now. */
  readonly trouble: ErrorCode | undefined;
  readonly policy: { readonly title: BilingualText; readonly verifier: string; readonly scope: string } | undefined;
  readonly status: AttestationStatus | undefined;
}

/** An office that knows the person by a number, in one scope. */
export interface KnownOffice {
  readonly verifier: string;
  readonly scope: string;
}

/** What is on record of the person, with her own doing. */
export const given = {
  /** The latest first. */
  async list(): Promise<ToldConfirmation[]> {
    const { chainId, deployment } = await heldChain();
    const registry = deployment.addresses.attestations.toLowerCase();
    const here = heldWallet().wallet.attestations.filter(
      (each) => each.chainId === BigInt(chainId) && each.contract === registry,
    );
    const told = await Promise.all(here.map(tellConfirmation));
    // What was proved and never arrived is nothing that the person gave.
    return told.filter(({ status, isOnItsWay }) => status?.state !== "none" || isOnItsWay).reverse();
  },

  /** Offices that know her: by what is on record, and by permissions. */
  async offices(): Promise<KnownOffice[]> {
    const known = [
      ...(await given.list()).flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
      ...(await consents.list()).map(({ controller, scope }) => ({ verifier: controller, scope })),
    ];
    const distinct = new Map(known.map(({ verifier, scope }) => [`${verifier}#${scope}`, { verifier, scope }]));
    return [...distinct.values()];
  },
};

async function tellConfirmation({ policyId, pseudonym }: WalletAttestation): Promise<ToldConfirmation> {
  const chain = await heldChain();
  const isOnItsWay = (await promiseFor({ kind: "attestation", target: policyId })) !== undefined;
  const isEnding = (await promiseFor({ kind: "withdrawal", target: policyId })) !== undefined;
  const known = { policyId, pseudonym, isOnItsWay, isEnding };
  try {
    const [asked, status] = await Promise.all([published(policyId), quietStatus({ chain, policyId, pseudonym })]);
    const { title, verifier, scope } = asked.parts[0].policy;
    return { ...known, trouble: undefined, policy: { title, verifier, scope }, status };
  } catch (error) {
    if (!isPsephosError(error)) throw error;
    return { ...known, trouble: error.code, policy: undefined, status: undefined };
  }
}
