import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import type { VerifyingKey } from "../../proofs/proof.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../../generated/signals.ts";

export interface PinnedKey {
  readonly verifyingKey: VerifyingKey;
  readonly phase: "development" | "ceremony";
}

/** The keys that this installation was built with: their hashes are pinned in its source, so the archive cannot bring its own. */
export async function loadPinnedKeys(folder?: string): Promise<Record<CircuitName, PinnedKey>> {
  const entries = await Promise.all(
    CIRCUIT_NAMES.map(async (circuit) => [circuit, await loadVerifyingKey({ circuit, folder })] as const),
  );
  return Object.fromEntries(entries) as Record<CircuitName, PinnedKey>;
}
