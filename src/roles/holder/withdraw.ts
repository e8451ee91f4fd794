import { readAttestation, withdrawAttestation } from "../../chain/attestations.ts";
import { readPolicy } from "../../chain/policies.ts";
import { PsephosError } from "../../errors.ts";
import type { Prover } from "../../proofs/prover.ts";
import { withdrawalContext } from "../../protocol/credential/context.ts";
import { preparePseudonymProof, pseudonymSignals } from "../../protocol/credential/pseudonym-proof.ts";
import { pseudonymOf, type Pseudonym } from "../../protocol/credential/pseudonym.ts";
import type { Identity } from "../../protocol/identity.ts";
import type { ProofWords } from "../../protocol/words.ts";
import type { Account, Chain } from "../chain-session.ts";
import { proveChecked } from "../prove-checked.ts";

/** Ends one attestation, and no later one. Says nothing of its holder but that she is; anyone may send it. */
export interface Withdrawal {
  readonly policyId: bigint;
  readonly pseudonym: Pseudonym;
  readonly proof: ProofWords;
}

/** What whoever sends it on is told beside: what it ends, and what its proof says. */
export interface PreparedWithdrawal extends Withdrawal {
  /** Of what it ends, unix seconds. */
  readonly provenAt: bigint;
  /** In the circuit's order. */
  readonly signals: readonly [verifierId: bigint, scopeId: bigint, contextHash: bigint, pseudonym: bigint];
}

/** Needs the identity alone: a credential that was lost or has expired does not bind its holder. */
export async function prepareWithdrawal(input: {
  chain: Chain;
  prover: Prover;
  identity: Pick<Identity, "secret">;
  policyId: bigint;
}): Promise<PreparedWithdrawal> {
  const { chain, prover, identity, policyId } = input;
  const { departmentId: verifierId, scopeId } = (await readPolicy(chain, policyId)).terms;
  const pseudonym = pseudonymOf({ secret: identity.secret, verifierId, scopeId });
  const record = await readAttestation({ chain, policyId, pseudonym });
  if (record === undefined) {
    throw new PsephosError("ATTESTATION_MISSING", `Nothing is recorded of this identity under policy ${policyId}.`);
  }
  if (record.withdrawn) throw new PsephosError("ALREADY_DONE", "This attestation is withdrawn already.");
  const contextHash = withdrawalContext({
    chainId: BigInt(chain.chainId),
    contract: chain.deployment.addresses.attestations,
    policyId,
    provenAt: BigInt(record.provenAt),
  });
  const { inputs, signals } = preparePseudonymProof({ secret: identity.secret, verifierId, scopeId, contextHash });
  const statements = [{ circuit: "pseudonym", inputs, signals: pseudonymSignals(signals) }] as const;
  const [proof] = await proveChecked({ prover, statements });
  return {
    ...{ policyId, pseudonym, proof: proof!.words, provenAt: BigInt(record.provenAt) },
    signals: [verifierId, scopeId, contextHash, pseudonym],
  };
}

export async function withdraw(input: {
  chain: Chain;
  account: Account;
  withdrawal: Withdrawal;
}): Promise<{ transactionHash: string }> {
  const { chain, account } = input;
  const { policyId, pseudonym, proof } = input.withdrawal;
  const { transactionHash } = await withdrawAttestation({ chain, account, policyId, pseudonym, proof });
  return { transactionHash };
}
