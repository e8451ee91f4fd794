import type { Chain } from "../chain/contracts.ts";
import { PsephosError } from "../errors.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../generated/signals.ts";
import { loadVerifyingKey, type KeyPhase } from "../proofs/artifacts.ts";
import type { VerifyingKey } from "../proofs/proof.ts";

/** Every verifying key that this installation pins. */
export async function loadPinnedKeys(): Promise<{ keys: Record<CircuitName, VerifyingKey>; phase: KeyPhase }> {
  const loaded = await Promise.all(CIRCUIT_NAMES.map((circuit) => loadVerifyingKey({ circuit })));
  const keys = Object.fromEntries(CIRCUIT_NAMES.map((circuit, index) => [circuit, loaded[index]?.verifyingKey]));
  const phase = loaded.every((each) => each.phase === "ceremony") ? "ceremony" : "development";
  return { keys: keys as Record<CircuitName, VerifyingKey>, phase };
}

/** Refuses contracts that verify against other keys: whoever made those may be able to forge any ballot. */
export async function checkDeployedKeys(chain: Chain): Promise<void> {
  const { keys } = await loadPinnedKeys();
  await Promise.all(
    CIRCUIT_NAMES.map(async (circuit) => {
      const deployed = await chain.contracts.verifier.verifyingKey(chain.deployment.keyIds[circuit]);
      if (!sameKey(deployed, keys[circuit])) throw untrusted(circuit);
    }),
  );
}

function sameKey(deployed: VerifyingKey, pinned: VerifyingKey): boolean {
  const words = (key: VerifyingKey) =>
    [
      key.circuitHash.toLowerCase(),
      ...[key.alpha, key.beta, key.gamma, key.delta, key.ic].flatMap((part) => [...part]),
    ].join();
  return words(deployed) === words(pinned);
}

function untrusted(circuit: CircuitName): PsephosError {
  return new PsephosError(
    "DEPLOYMENT_UNTRUSTED",
    `The contracts check ${circuit} proofs against another key than this installation's. ` +
      `Do not use them: ask the organizer which version of psephos deployed them.`,
    { detail: { circuit } },
  );
}
