import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT } from "../circuits/list.ts";

/** One of our exact figures beside what others have published of theirs; nothing of theirs is run here. */
export interface PublishedComparison {
  readonly measure: string;
  readonly ours: number;
  readonly theirs: number;
  readonly whose: string;
}

/** Constraints and gas do not depend on the machine: ours are the pinned ones, which the tests hold to be true. */
export function publishedComparisons(): PublishedComparison[] {
  const constraints = snapshot("constraints") as Record<"presentation" | "presentation-plain", number>;
  const { attest } = snapshot("gas") as GasSnapshot;
  return [
    {
      measure: "constraints of a presentation with sealed values, revocation, suspension, hidden issuer",
      ours: constraints.presentation,
      theirs: 56_215,
      whose: "iden3 credentialAtomicQueryV3",
    },
    {
      measure: "the same, nothing sealed",
      ours: constraints["presentation-plain"],
      theirs: 107_779,
      whose: "iden3 credentialAtomicQueryV3OnChain",
    },
    {
      measure: "the same, nothing sealed",
      ours: constraints["presentation-plain"],
      theirs: 23_002,
      whose: "zupass GPC, 12 entries and 4 ranges, without revocation",
    },
    {
      measure: "gas of an attestation alone",
      ours: attest.presentation["1"],
      theirs: 770_000,
      whose: "iden3 V3 flow, about",
    },
    {
      measure: "gas of an attestation in a batch of 64",
      ours: attest.presentation["64"],
      theirs: 770_000,
      whose: "iden3 V3 flow, about",
    },
  ];
}

interface GasSnapshot {
  readonly attest: { readonly presentation: Readonly<Record<"1" | "64", number>> };
}

function snapshot(name: string): unknown {
  return JSON.parse(readFileSync(resolve(ROOT, `snapshots/${name}.json`), "utf8"));
}
