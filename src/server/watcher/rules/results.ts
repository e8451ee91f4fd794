import { BASE, IDENTITY, equals, multiplyPublic, type Point } from "../../../crypto/babyjubjub.ts";
import { isPsephosError } from "../../../errors.ts";
import { combinePartials, type TrusteePartials } from "../../../protocol/decryption.ts";
import { ciphertextsFrom, pointsFrom } from "../../../protocol/words.ts";
import { finalBlockOf } from "../facts/final-block.ts";
import { questionOf, sumBallots } from "../facts/running-sum.ts";
import type { Finding } from "../finding.ts";
import type { Rule, Sight } from "../rule.ts";

/** A published result with what opened it, all of it from the index and the watcher's own sum. */
export interface ResultFact {
  readonly electionId: string;
  readonly blockNumber: number;
  readonly threshold: number;
  /** By option. */
  readonly counts: readonly bigint[];
  /** Points c1, c2 of each option. */
  readonly aggregate: readonly Point[];
  /** Of the trustees that the result names. */
  readonly decryptions: readonly TrusteePartials[];
}

export function judgeResult(fact: ResultFact): Finding[] {
  if (countsMatch(fact)) return [];
  const { electionId, blockNumber } = fact;
  const detail = { electionId, blockNumber };
  return [{ kind: "result-differs", severity: "critical", subject: `election:${electionId}`, detail }];
}

/** Whether the partial decryptions open the sum to exactly these counts: C2_k − Σ λ_j·D_jk = count_k·B8. */
export function countsMatch({ aggregate, threshold, decryptions, counts }: ResultFact): boolean {
  try {
    const { counted } = combinePartials({ aggregate: ciphertextsFrom(aggregate.flat()), threshold, decryptions });
    return (
      counted.length === counts.length && counted.every((point, option) => equals(point, timesBase(counts[option]!)))
    );
  } catch (error) {
    // Too few partial decryptions, or of other lengths: then nothing was opened.
    if (isPsephosError(error, "DECRYPTION_INCOMPLETE") || isPsephosError(error, "ARGUMENT_INVALID")) return false;
    throw error;
  }
}

function timesBase(count: bigint): Point {
  return count === 0n ? IDENTITY : multiplyPublic(BASE, count);
}

/** Judged once in each process: a result and its partial decryptions never change while their blocks stay. */
export function resultsRule(): Rule {
  const matched = new Set<string>();
  return {
    name: "results",
    kinds: ["result-differs"],
    async look(sight) {
      const upTo = await finalBlockOf(sight.store.database);
      if (upTo === undefined) return [];
      const findings: Finding[] = [];
      for (const row of await readResults(sight, upTo)) {
        const key = `${row.election_id} ${row.hash} ${JSON.stringify(row.counts)}`;
        if (matched.has(key)) continue;
        const sum = await sumBallots(questionOf({ database: sight.store.database, election: row, upTo }), false);
        const found = judgeResult({
          electionId: row.election_id,
          blockNumber: row.block_number,
          threshold: row.threshold,
          counts: row.counts.map(BigInt),
          aggregate: sum?.points ?? [],
          decryptions: await readDecryptions(sight, row),
        });
        if (found.length === 0) matched.add(key);
        findings.push(...found);
      }
      return findings;
    },
  };
}

function readResults({ store }: Sight, upTo: number) {
  return store.database
    .selectFrom("results")
    .innerJoin("elections", "elections.election_id", "results.election_id")
    .innerJoin("ceremonies", "ceremonies.ceremony_id", "elections.ceremony_id")
    .innerJoin("blocks", "blocks.number", "results.block_number")
    .select(["results.election_id", "results.block_number", "results.counts", "results.trustee_indices"])
    .select(["elections.option_capacity", "elections.election_key_x", "elections.election_key_y"])
    .select(["ceremonies.threshold", "blocks.hash"])
    .where("results.block_number", "<=", upTo)
    .execute();
}

async function readDecryptions(
  { store }: Sight,
  { election_id, trustee_indices }: { election_id: string; trustee_indices: number[] },
): Promise<TrusteePartials[]> {
  const rows = await store.database
    .selectFrom("partial_decryptions")
    .innerJoin("events", (join) =>
      join
        .onRef("events.block_number", "=", "partial_decryptions.block_number")
        .onRef("events.log_index", "=", "partial_decryptions.log_index"),
    )
    .select(["partial_decryptions.trustee_index", "events.args"])
    .where("partial_decryptions.election_id", "=", election_id)
    .execute();
  return rows
    .filter(({ trustee_index }) => trustee_indices.includes(trustee_index))
    .map(({ trustee_index, args }) => ({
      trusteeIndex: trustee_index,
      partials: pointsFrom((args["partials"] as string[]).map(BigInt)),
    }));
}
