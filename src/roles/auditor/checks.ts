import type { Check } from "./check.ts";
import { rollRootCheck } from "./checks/01-roll-root.ts";
import { manifestHash } from "./checks/02-manifest-hash.ts";
import { verifyingKeys } from "./checks/03-verifying-keys.ts";
import { dealings } from "./checks/04-dealings.ts";
import { electionKey } from "./checks/05-election-key.ts";
import { ballotProofs } from "./checks/06-ballot-proofs.ts";
import { nullifiers } from "./checks/07-nullifiers.ts";
import { aggregate } from "./checks/08-aggregate.ts";
import { partialDecryptions } from "./checks/09-partial-decryptions.ts";
import { counts } from "./checks/10-counts.ts";
import { times } from "./checks/11-times.ts";
import { countsWithinRules } from "./checks/12-counts-within-rules.ts";

/** The twelve checks of `docs/protocol.md`, section 9, in its order. */
export const CHECKS: readonly Check[] = [
  rollRootCheck,
  manifestHash,
  verifyingKeys,
  dealings,
  electionKey,
  ballotProofs,
  nullifiers,
  aggregate,
  partialDecryptions,
  counts,
  times,
  countsWithinRules,
];
