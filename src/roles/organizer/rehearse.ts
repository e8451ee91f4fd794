import { ZeroAddress } from "ethers";
import { randomBytes } from "node:crypto";
import { addCiphertexts } from "../../crypto/elgamal.ts";
import { multiplyBase } from "../../crypto/babyjubjub.ts";
import { randomScalar } from "../../crypto/random.ts";
import type { Prover } from "../../proofs/prover.ts";
import { ballotSignals, emptyAggregate, sealBallot, type BallotTerms } from "../../protocol/ballot.ts";
import { ceremonyKeys, keyShareFrom, shareKeyOf } from "../../protocol/ceremony.ts";
import { buildDealing, drawDealing, openShare } from "../../protocol/dealing.ts";
import { decryptionSignals, openResult, partiallyDecrypt } from "../../protocol/decryption.ts";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../../protocol/identity.ts";
import { buildRollTree, makeRoll, membershipOf, type Roll, type RollRoot } from "../../protocol/roll.ts";
import { capacityFor, checkRules, largestCount, type Rules } from "../../protocol/rules.ts";
import { dealingContext, electionScope } from "../../protocol/scope.ts";
import { randomChoice, randomLeanings } from "../demo/election/random-choice.ts";
import { proveChecked } from "../prove-checked.ts";

/** What a rehearsal goes through, in this order. */
export const REHEARSAL_STAGES = ["keys", "list", "ballots", "opening", "result"] as const;
export type RehearsalStage = (typeof REHEARSAL_STAGES)[number];

export interface Rehearsal {
  /** What the made-up voters chose, by option. Shown: nobody is behind them. */
  readonly ballots: readonly { readonly values: readonly number[]; readonly weight: bigint }[];
  /** Added up in the open, by option. */
  readonly expected: readonly bigint[];
  /** Added up encrypted and opened with the made-up keys. */
  readonly counts: readonly bigint[];
}

const KEEPERS = 3;
const THRESHOLD = 2;

/** Of no chain: nothing made here could be counted anywhere. */
const NOWHERE = { chainId: 0n, contract: ZeroAddress };

/**
 * An election in memory: made-up key keepers make a key, made-up voters vote by these rules with real proofs, and two of the three keepers
 * open the sum with real proofs. Nothing is sent, and nothing of it is of any use outside.
 */
export async function rehearse(input: {
  rules: Rules;
  voterCount: number;
  prover: Prover;
  onStage: (stage: { stage: RehearsalStage; done: number; total: number }) => void;
}): Promise<Rehearsal> {
  const { voterCount, prover, onStage } = input;
  const rules = checkRules(input.rules);
  onStage({ stage: "keys", done: 0, total: 1 });
  const { keys, keyShares } = madeUpKeys();
  onStage({ stage: "list", done: 0, total: 1 });
  const { roll, tree, voters } = await madeUpRoll(voterCount, rules.weighted);
  const scope = electionScope({ ...NOWHERE, electionId: 0n });
  const terms: BallotTerms = { rollRoot: tree.root as RollRoot, scope, rules, electionKey: keys.electionKey };
  const leanings = randomLeanings(rules.optionCount);
  const ballots: { values: number[]; weight: bigint }[] = [];
  let sum = emptyAggregate({ electionKey: terms.electionKey, capacity: capacityFor(rules.optionCount) });
  for (const [done, { secret, commitment }] of voters.entries()) {
    onStage({ stage: "ballots", done, total: voterCount });
    const membership = membershipOf({ roll, tree, commitment });
    const values = randomChoice(rules, leanings);
    const sealed = sealBallot({ terms, secret, membership, values, random: randomScalar });
    const statement = { circuit: sealed.circuit, inputs: { ...sealed.inputs }, signals: ballotSignals(terms, sealed) };
    await proveChecked({ prover, statements: [statement] });
    sum = sum.map((total, option) => addCiphertexts([total, sealed.ciphertexts[option]!]));
    ballots.push({ values, weight: membership.weight });
  }
  const decryptions = [];
  for (const [position, keyShare] of keyShares.slice(0, THRESHOLD).entries()) {
    onStage({ stage: "opening", done: position, total: THRESHOLD });
    const publicShare = keys.publicShares[position]!;
    const c1 = sum.map((each) => each.c1);
    const { circuit, partials, inputs } = partiallyDecrypt({ keyShare, publicShare, c1 });
    const signals = decryptionSignals({ publicShare, c1, partials });
    await proveChecked({ prover, statements: [{ circuit, inputs: { ...inputs }, signals }] });
    decryptions.push({ trusteeIndex: position + 1, partials });
  }
  onStage({ stage: "result", done: 0, total: 1 });
  const maxCount = largestCount(rules, { size: roll.entries.length, totalWeight: roll.totalWeight });
  const { counts } = openResult({ aggregate: sum, threshold: THRESHOLD, decryptions, maxCount });
  return { ballots, expected: addedUp(rules, ballots), counts: counts.slice(0, rules.optionCount) };
}

function addedUp(rules: Rules, ballots: Rehearsal["ballots"]): bigint[] {
  return Array.from({ length: rules.optionCount }, (_, option) =>
    ballots.reduce(
      (total, { values, weight }) => total + BigInt(values[option] ?? 0) * (rules.weighted ? weight : 1n),
      0n,
    ),
  );
}

/** As a ceremony makes them, but all in one hand and without the dealing's proofs. */
function madeUpKeys() {
  const secrets = Array.from({ length: KEEPERS }, randomScalar);
  const recipientKeys = secrets.map(multiplyBase);
  const place = { ...NOWHERE, ceremonyId: 0n };
  const dealings = secrets.map((_, position) => {
    const secret = drawDealing({ threshold: THRESHOLD, trusteeCount: KEEPERS, random: randomScalar });
    return buildDealing({ seat: { ...place, dealerIndex: position + 1 }, secret, recipientKeys }).dealing;
  });
  const keyShares = secrets.map((recipientSecret, position) => {
    const recipientIndex = position + 1;
    const shares = dealings.map(({ commitments, shares: sent }, dealer) =>
      openShare({
        share: sent[position]!,
        context: dealingContext({ ...place, dealerIndex: dealer + 1, recipientIndex }),
        recipientSecret,
        shareKey: shareKeyOf(commitments, recipientIndex),
      }),
    );
    return keyShareFrom(shares);
  });
  return { keys: ceremonyKeys(dealings, KEEPERS), keyShares };
}

async function madeUpRoll(count: number, isWeighted: boolean) {
  const voters: Identity[] = Array.from({ length: count }, () => createIdentity(randomBytes(PRIVATE_KEY_BYTES)));
  const entries = voters.map(({ commitment }, index) => ({ commitment, weight: isWeighted ? BigInt(index + 1) : 1n }));
  const roll: Roll = makeRoll({ name: "Rehearsal", entries });
  return { roll, tree: await buildRollTree(roll), voters };
}
