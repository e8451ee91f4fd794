import type { Chain } from "../chain-session.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../published-policy.ts";
import { attestationStatus, type AttestationStatus } from "../verifier/attestation-status.ts";
import type { Wallet, WalletAttestation } from "./wallet.ts";

export interface OwnAttestation extends WalletAttestation {
  readonly policy: PublishedPolicy;
  readonly status: AttestationStatus;
}

/** What the wallet remembers of this chain's registry, as it stands there now. Each pseudonym is asked for: use a node that may know. */
export async function ownAttestations({ chain, wallet }: { chain: Chain; wallet: Wallet }): Promise<OwnAttestation[]> {
  const registry = chain.deployment.addresses.attestations.toLowerCase();
  const here = wallet.attestations.filter(
    ({ chainId, contract }) => chainId === BigInt(chain.chainId) && contract === registry,
  );
  return Promise.all(
    here.map(async (entry) => ({
      ...entry,
      policy: await openPublishedPolicy({ chain, policyId: entry.policyId }),
      status: await attestationStatus({ chain, policyId: entry.policyId, pseudonym: entry.pseudonym }),
    })),
  );
}
