import { keccak256 } from "ethers";
import { boundedTime } from "../../../times.ts";
import { describe, row, type Descriptions } from "./description.ts";

interface OfElection {
  electionId: string;
}

interface Created extends OfElection {
  creator: string;
  config: Record<
    "manifestHash" | "rollId" | "ceremonyId" | "rules" | "opensAt" | "closesAt" | "resultBy" | "minimumTurnout",
    string
  >;
  rollRoot: string;
  electionKey: [string, string];
  optionCapacity: string;
}

interface ByTrustee extends OfElection {
  trusteeIndex: string;
}

interface Cast extends OfElection {
  nullifier: string;
  index: string;
  ballot: string[];
}

interface Result extends OfElection {
  counts: string[];
  trusteeIndices: string[];
}

const BUCKETS = 1n << 16n;
const WORD_DIGITS = 64;
/** Of BallotCast's data: index, offset and length of the words, and the proof's 8 words come before the nullifier. */
const HASHED_FROM = 2 + (3 + 8) * WORD_DIGITS;
/** Of what is hashed: offset of the only array. */
const ARRAY_AT = "20".padStart(WORD_DIGITS, "0");

export const ELECTIONS: Descriptions = {
  ElectionCreated: describe<Created>(({ electionId, creator, config, rollRoot, electionKey, optionCapacity }) => ({
    subject: ["election", electionId],
    role: "organizer",
    account: creator,
    row: row("elections", {
      election_id: electionId,
      creator,
      manifest_hash: config.manifestHash,
      roll_id: config.rollId,
      ceremony_id: config.ceremonyId,
      rules: config.rules,
      opens_at: boundedTime(config.opensAt),
      closes_at: boundedTime(config.closesAt),
      result_by: boundedTime(config.resultBy),
      minimum_turnout: Number(config.minimumTurnout),
      roll_root: rollRoot,
      election_key_x: electionKey[0],
      election_key_y: electionKey[1],
      option_capacity: Number(optionCapacity),
    }),
  })),
  ElectionCancelled: describe<OfElection>(({ electionId }) => ({
    subject: ["election", electionId],
    role: "organizer",
    row: row("election_cancellations", { election_id: electionId }),
  })),
  KeyTestPassed: describe<ByTrustee>(({ electionId, trusteeIndex }) => ({
    subject: ["election", electionId],
    role: "trustee",
    row: row("key_tests", { election_id: electionId, trustee_index: Number(trusteeIndex) }),
  })),
  PartialDecryptionAccepted: describe<ByTrustee>(({ electionId, trusteeIndex }) => ({
    subject: ["election", electionId],
    role: "trustee",
    row: row("partial_decryptions", { election_id: electionId, trustee_index: Number(trusteeIndex) }),
  })),
  BallotCast: describe<Cast>(({ electionId, nullifier, index, ballot }, { data }) => ({
    subject: ["election", electionId],
    role: "voter or relayer",
    row: row("ballots", {
      election_id: electionId,
      ballot_index: Number(index),
      nullifier,
      bucket: Number(BigInt(nullifier) % BUCKETS),
      ballot_hash: ballotHash(data),
      words: ballot,
    }),
    leaveOut: "ballot",
  })),
  ResultPublished: describe<Result>(({ electionId, counts, trusteeIndices }) => ({
    subject: ["election", electionId],
    role: "anyone",
    row: row("results", { election_id: electionId, counts, trustee_indices: trusteeIndices.map(Number) }),
  })),
};

/** As protocol/receipt.ts: abi.encode of nullifier and ciphertexts as one array; here of words that are encoded already. */
function ballotHash(data: string): string {
  const words = data.slice(HASHED_FROM);
  const count = (words.length / WORD_DIGITS).toString(16).padStart(WORD_DIGITS, "0");
  return keccak256(Buffer.from(`${ARRAY_AT}${count}${words}`, "hex"));
}
