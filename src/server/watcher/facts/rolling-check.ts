import { setImmediate as breathe } from "node:timers/promises";
import { equals, toAffine, toProjective, type ProjectivePoint } from "../../../crypto/babyjubjub.ts";
import {
  addBallot,
  emptySum,
  forgetKept,
  readKept,
  readPage,
  type RunningSum,
  type SumQuestion,
} from "./running-sum.ts";

/** Ballots that are added up once more in a round: a third of a second, so that 50,000 take some six minutes. */
const BALLOTS_A_ROUND = 2_000;

/** One election's ballots once more from the first one, up to as many as its kept sum had when this began. */
interface Pass {
  readonly question: SumQuestion;
  readonly kept: RunningSum;
  readonly sum: ProjectivePoint[];
  /** Ballots added so far. */
  at: number;
}

/** Goes on through the elections' ballots by one round's share, each election at most once in it. */
export type RollingCheck = (questions: readonly SumQuestion[]) => Promise<void>;

/**
 * A kept sum spares adding up everything in each round, and would never see that a row was exchanged after it was added. So all rows are
 * gone through again and again, a few at a time; a sum that they do not give any more is forgotten, and what is added up anew in its place
 * is held against the contract.
 */
export function rollingCheck(ballotsARound: number = BALLOTS_A_ROUND): RollingCheck {
  let pass: Pass | undefined;
  let place = 0;
  return async (questions) => {
    let left = ballotsARound;
    for (let begun = 0; left > 0;) {
      if (pass === undefined) {
        if (begun++ >= questions.length) return;
        pass = await begin(questions[place++ % questions.length]!);
        continue;
      }
      const before = pass.at;
      const outcome = await goOn(pass, left);
      left -= Math.max(1, pass.at - before);
      if (outcome === "differs") await forgetKept(pass.question);
      if (outcome !== "more") pass = undefined;
      await breathe();
    }
  };
}

async function begin(question: SumQuestion): Promise<Pass | undefined> {
  const kept = await readKept(question);
  return kept && { question, kept, sum: emptySum(question).points.map(toProjective), at: 0 };
}

async function goOn(pass: Pass, most: number): Promise<"more" | "same" | "differs"> {
  const { question, kept, sum } = pass;
  const page = await readPage(question, { from: pass.at, limit: Math.min(most, kept.ballots - pass.at) });
  if (page.length === 0 && pass.at < kept.ballots) return "differs";
  if (!page.every((row) => addBallot(sum, row))) return "differs";
  pass.at += page.length;
  if (pass.at < kept.ballots) return "more";
  return sum.every((point, index) => equals(toAffine(point), kept.points[index]!)) ? "same" : "differs";
}
