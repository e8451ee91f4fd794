import { loadVerifyingKey } from "../../../proofs/artifacts.ts";
import type { VerifyingKey } from "../../../proofs/proof.ts";
import type { CircuitName } from "../../../generated/signals.ts";

export type VerifyingKeys = Readonly<Partial<Record<CircuitName, VerifyingKey>>>;

/** This installation's keys, each read once; given ones stand in for them. */
export function verifyingKeys(given: VerifyingKeys = {}): (circuit: CircuitName) => Promise<VerifyingKey> {
  const keys = new Map<CircuitName, Promise<VerifyingKey>>();
  return (circuit) => {
    let key = keys.get(circuit);
    if (key === undefined) {
      const own = given[circuit];
      key =
        own === undefined ? loadVerifyingKey({ circuit }).then((loaded) => loaded.verifyingKey) : Promise.resolve(own);
      keys.set(circuit, key);
      // A file that was missing may be there next time.
      key.catch(() => keys.delete(circuit));
    }
    return key;
  };
}
