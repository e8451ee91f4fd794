import type { CircuitName } from "../../generated/signals.ts";
import type { ElectionArchive } from "../../protocol/archive.ts";
import type { OptionCapacity } from "../../protocol/params.ts";
import type { Chain } from "../chain-session.ts";

/** The verifying keys that the contracts of this election use, by the contracts' own word: a deployment record could name others. */
export async function electionVerifyingKeys(input: {
  chain: Chain;
  capacity: OptionCapacity;
}): Promise<ElectionArchive["verifyingKeys"]> {
  const { chain, capacity } = input;
  const { elections, ceremonies } = chain.contracts;
  const keyIds: readonly [CircuitName, string][] = [
    ["dealing", await ceremonies.dealingKeyId()],
    [`ballot-${capacity}`, await elections.ballotKeyId(capacity)],
    [`decryption-${capacity}`, await elections.decryptionKeyId(capacity)],
  ];
  return Promise.all(keyIds.map(([circuit, keyId]) => readKey({ chain, circuit, keyId })));
}

export async function readKey(input: { chain: Chain; circuit: CircuitName; keyId: string }) {
  const { chain, circuit, keyId } = input;
  const { circuitHash, alpha, beta, gamma, delta, ic } = await chain.contracts.verifier.verifyingKey(keyId);
  return {
    circuit,
    circuitHash: circuitHash.toLowerCase(),
    alpha: [...alpha],
    beta: [...beta],
    gamma: [...gamma],
    delta: [...delta],
    ic: [...ic],
  };
}
