import type { Wallet, WalletAttestation, WalletEnrolment } from "./wallet.ts";

/** Remembers that the holder entered an open electorate; doing so again changes the record, not the number of them. */
export function withEnrolment(wallet: Wallet, enrolment: WalletEnrolment): Wallet {
  const entry = { ...enrolment, contract: enrolment.contract.toLowerCase() };
  const others = wallet.enrolments.filter((each) => !isSame(each, entry, "enrolmentId"));
  return { ...wallet, enrolments: [...others, entry] };
}

/** Remembers what stands on chain of the holder under one policy, as it was last proven. */
export function withAttestation(wallet: Wallet, attestation: WalletAttestation): Wallet {
  const entry = { ...attestation, contract: attestation.contract.toLowerCase() };
  const others = wallet.attestations.filter((each) => !isSame(each, entry, "policyId"));
  return { ...wallet, attestations: [...others, entry] };
}

/** What is remembered under a policy. */
export function attestationUnder(
  wallet: Wallet,
  place: Pick<WalletAttestation, "chainId" | "contract" | "policyId">,
): WalletAttestation | undefined {
  const wanted = { ...place, contract: place.contract.toLowerCase() };
  return wallet.attestations.find((each) => isSame(each, wanted, "policyId"));
}

interface OnChain {
  readonly chainId: bigint;
  readonly contract: string;
}

function isSame<Key extends string, Item extends OnChain & Readonly<Record<Key, bigint>>>(
  left: Item,
  right: Item,
  key: Key,
): boolean {
  return left.chainId === right.chainId && left.contract === right.contract && left[key] === right[key];
}
