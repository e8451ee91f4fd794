import { multiply, multiplyBase, signedDigits } from "../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import type { ProofTask } from "../../src/proofs/prover.ts";

/** A trustee's honest statement for two options: the smallest circuit, and the quickest to prove. */
export function decryptionTask(): ProofTask {
  const keyShare = randomScalar();
  const c1 = [multiplyBase(randomScalar()), multiplyBase(randomScalar())];
  return {
    circuit: "decryption-2",
    inputs: {
      publicShare: multiplyBase(keyShare),
      c1,
      partial: c1.map((point) => multiply(point, keyShare)),
      keyShare: signedDigits(keyShare),
    },
  };
}
