import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnrolment } from "../../src/chain/enrolments.ts";
import { membershipOf } from "../../src/protocol/roll.ts";
import { plainCount } from "../../src/protocol/ballot-values.ts";
import { readFileBytes } from "../../src/roles/read-file.ts";
import { check } from "../../src/roles/demo/election/chapters/checking.ts";
import { callElection } from "../../src/roles/demo/election/chapters/election.ts";
import { makeKey } from "../../src/roles/demo/election/chapters/key.ts";
import { close, open } from "../../src/roles/demo/election/chapters/opening.ts";
import type { Voter } from "../../src/roles/demo/election/chapters/roll.ts";
import { vote } from "../../src/roles/demo/election/chapters/voting.ts";
import { planElection } from "../../src/roles/demo/election/plan.ts";
import type { Verdict } from "../../src/roles/auditor/verify-archive.ts";
import { buildEnrolmentRoll } from "../../src/roles/registrar/enrolment-roll.ts";
import { publishRoll } from "../../src/roles/registrar/publish-roll.ts";
import { openRoll } from "../../src/roles/registrar/roll-files.ts";
import type { Scenario } from "./attestation-scenario.ts";

/** By voter, in no order; one of the enrolled comes too late. */
const BALLOTS = "weight,a,b,c\n1,1,0,0\n1,0,1,0\n1,0,1,0\n1,0,0,1\n";

export interface ElectorateElection {
  readonly rollId: bigint;
  readonly result: readonly bigint[];
  readonly expected: readonly bigint[];
  readonly verdict: Verdict;
}

/** The sealed election, as it always runs, on the roll that the enrolment gives. */
export async function voteOnEnrolled({ stage, enrolmentId, votingIdentities }: Scenario): Promise<ElectorateElection> {
  const { chain, workspace } = stage;
  await stage.advanceTo((await readEnrolment(chain, enrolmentId)).closesAt);
  const to = join(mkdtempSync(join(tmpdir(), "psephos-roll-")), "roll.json");
  await buildEnrolmentRoll({ chain, enrolmentId, to });
  const file = await readFileBytes(to);
  const { rollId, record } = await publishRoll({ chain, account: await stage.account(0), workspace, file });
  const { roll, tree } = await openRoll(file);
  const voters = votingIdentities.map((identity): Voter => {
    return { identity, membership: membershipOf({ roll, tree, commitment: identity.commitment }) };
  });
  const plan = planElection({ ballots: BALLOTS, rules: "single", trustees: 3, threshold: 2, lost: 1 });
  const electorate = {
    rollId,
    fileHash: record.fileHash,
    roll,
    voters: voters.slice(0, plan.ballots.length),
    latecomer: voters.at(-1)!,
  };
  const ceremony = await makeKey(stage, plan);
  const election = await callElection(stage, { plan, electorate, ceremony });
  const { late } = await vote(stage, { plan, electorate, election });
  await close(stage, { election, late });
  const result = await open(stage, { plan, election, ceremony });
  const { verdict } = await check(stage, election);
  return { rollId, result, expected: plainCount(plan.rules, plan.ballots), verdict };
}
