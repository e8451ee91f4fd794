import type { ElectionRecord } from "../../../chain/elections.ts";
import { PsephosError } from "../../../errors.ts";
import { ballotSignals } from "../../../protocol/ballot.ts";
import { ballotHash } from "../../../protocol/receipt.ts";
import { ballotWords, parseBallot } from "../../../protocol/words.ts";
import { boundedTime } from "../../times.ts";
import type { Candidate } from "./candidate.ts";
import { requireCiphertextPoints, requireProofPoints } from "./curve-points.ts";
import { schedule, type DelaySettings } from "./schedule.ts";
import type { Targets } from "./targets.ts";

/** A ballot's words in their three parts; each within its range. */
export interface SubmittedBallot {
  readonly electionId: bigint;
  readonly proof: readonly bigint[];
  readonly nullifier: bigint;
  readonly ciphertexts: readonly bigint[];
}

/** All checks but nullifier and proof, the cheapest first. */
export async function checkBallot(
  submitted: SubmittedBallot,
  { targets, settings }: { targets: Targets; settings: DelaySettings },
): Promise<Candidate> {
  const { electionId } = submitted;
  const [{ record: election, place, terms }, now] = await Promise.all([targets.election(electionId), targets.now()]);
  requireVoting(election);
  const closesAt = boundedTime(election.config.closesAt);
  const times = schedule({ now, closesAt, settings });
  const words = [...submitted.proof, submitted.nullifier, ...submitted.ciphertexts];
  const ballot = parseBallot(words, election.optionCapacity);
  requireProofPoints(ballot.proof);
  requireCiphertextPoints(ballot.ciphertexts);

  return {
    kind: "ballot",
    chainId: place.chainId,
    contract: place.contract,
    target: electionId,
    nullifier: ballot.nullifier,
    contentHash: ballotHash(ballot),
    circuit: `ballot-${election.optionCapacity}`,
    proof: { words: ballot.proof, signals: ballotSignals(terms, ballot) },
    words: ballotWords(ballot),
    commitment: undefined,
    closesAt,
    ...times,
  };
}

function requireVoting({ electionId, phase }: ElectionRecord): void {
  if (phase === "voting") return;
  const why = phase === "setup" ? "is not open yet" : "takes no more ballots";
  throw new PsephosError("PHASE_WRONG", `Election ${electionId} ${why}.`, { detail: { phase } });
}
