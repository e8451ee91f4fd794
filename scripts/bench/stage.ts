import { randomBytes } from "node:crypto";
import { keccak256 } from "ethers";
import type { Account } from "../../src/chain/accounts.ts";
import { developmentAccount } from "../../src/chain/accounts.ts";
import {
  commitDealing,
  createCeremony,
  readElectionKey,
  readPublicShare,
  readRecipientKeys,
  registerTrustee,
  submitDealing,
} from "../../src/chain/ceremonies.ts";
import { readDealings } from "../../src/chain/ceremony-events.ts";
import type { Chain } from "../../src/chain/contracts.ts";
import { createElection, readKeyTestPoints, readScope, submitKeyTest } from "../../src/chain/elections.ts";
import { publishRoll } from "../../src/chain/rolls.ts";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import type { Point } from "../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { provePossession } from "../../src/crypto/schnorr.ts";
import { sealBallot, type BallotTerms } from "../../src/protocol/ballot.ts";
import { keyShareFrom, shareKeyOf } from "../../src/protocol/ceremony.ts";
import { buildDealing, drawDealing, openShare } from "../../src/protocol/dealing.ts";
import { partiallyDecrypt } from "../../src/protocol/decryption.ts";
import { createIdentity, type Identity } from "../../src/protocol/identity.ts";
import { buildRollTree, makeRoll, membershipOf, rollRecord, type Membership } from "../../src/protocol/roll.ts";
import { serialiseRoll } from "../../src/protocol/roll-file.ts";
import { packRules, type Rules } from "../../src/protocol/rules.ts";
import { dealingContext, possessionChallenge, toScope } from "../../src/protocol/scope.ts";
import { ballotWords, parseShares, shareWords } from "../../src/protocol/words.ts";
import type { Prover } from "../../src/proofs/prover.ts";

/** What a staged election is made on and with. */
export interface Setting {
  readonly chain: Chain;
  readonly prover: Prover;
  readonly organizer: Account;
}

export interface Trustee {
  readonly index: number;
  readonly account: Account;
  readonly recipientSecret: bigint;
}

export interface Ceremony {
  readonly ceremonyId: bigint;
  readonly trustees: readonly Trustee[];
  readonly threshold: number;
}

export interface Voter {
  readonly identity: Identity;
  readonly membership: Membership;
}

export interface OpenElection {
  readonly electionId: bigint;
  readonly terms: BallotTerms;
  readonly voters: readonly Voter[];
  readonly closesAt: number;
}

const HOUR = 3600;

/** A key ceremony from its first to its last message, every trustee doing its part. */
export async function holdCeremony(
  { chain, prover, organizer }: Setting,
  { trusteeCount, threshold }: { trusteeCount: number; threshold: number },
): Promise<Ceremony> {
  const trustees = Array.from({ length: trusteeCount }, (_, index) => ({
    index: index + 1,
    account: developmentAccount(index + 1),
    recipientSecret: randomScalar(),
  }));
  const now = await latestTime(chain);
  const { ceremonyId } = await createCeremony({
    chain,
    account: organizer,
    trustees: trustees.map(({ account }) => account.address),
    threshold,
    registerBy: now + HOUR,
    commitBy: now + 2 * HOUR,
    dealBy: now + 3 * HOUR,
  });
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.ceremonies, ceremonyId };
  for (const { account, recipientSecret } of trustees) {
    const { point, nonce, response } = provePossession({
      secret: recipientSecret,
      randomness: randomScalar(),
      challenge: (statement) => possessionChallenge({ ...place, trustee: account.address, ...statement }),
    });
    await registerTrustee({ chain, account, ceremonyId, point, nonce, response });
  }
  const recipientKeys = (await readRecipientKeys(chain, ceremonyId)) as Point[];
  const dealings = trustees.map(({ index }) => {
    const secret = drawDealing({ threshold, trusteeCount, random: randomScalar });
    return buildDealing({ seat: { ...place, dealerIndex: index }, secret, recipientKeys });
  });
  for (const { index, account } of trustees) {
    await commitDealing({ chain, account, ceremonyId, dealingHash: dealings[index - 1]!.hash });
  }
  for (const { index, account } of trustees) {
    const { dealing, inputs } = dealings[index - 1]!;
    const proofs = await prover.proveMany(inputs.map((each) => ({ circuit: "dealing", inputs: { ...each } })));
    const shares = shareWords(dealing.shares.map((share, at) => ({ ...share, proof: proofs[at]!.words })));
    await submitDealing({ chain, account, ceremonyId, commitments: dealing.commitments, shares });
  }
  return { ceremonyId, trustees, threshold };
}

/** x_j, as the trustee finds it: from the chain and its own secret. */
export async function recoverKeyShare(chain: Chain, ceremonyId: bigint, trustee: Trustee): Promise<bigint> {
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.ceremonies, ceremonyId };
  const dealings = await readDealings(chain, ceremonyId);
  return keyShareFrom(
    dealings.map(({ index: dealerIndex, commitments, shares }) =>
      openShare({
        share: parseShares(shares)[trustee.index - 1]!,
        context: dealingContext({ ...place, dealerIndex, recipientIndex: trustee.index }),
        recipientSecret: trustee.recipientSecret,
        shareKey: shareKeyOf(commitments, trustee.index),
      }),
    ),
  );
}

/** Rolls the voters, creates the election, passes the key test with `threshold` trustees and moves time to the opening. */
export async function openElection(
  setting: Setting,
  { ceremony, rules, voterCount }: { ceremony: Ceremony; rules: Rules; voterCount: number },
): Promise<OpenElection> {
  const { chain, organizer: account } = setting;
  const { rollId, rollRoot, voters } = await enrolVoters(setting, voterCount);
  const now = await latestTime(chain);
  const times = { opensAt: now + HOUR, closesAt: now + 2 * HOUR, resultBy: now + 3 * HOUR };
  const config = {
    manifestHash: keccak256("0x01"),
    rollId,
    ceremonyId: ceremony.ceremonyId,
    rules: packRules(rules),
    ...times,
    minimumTurnout: 0,
  };
  const { electionId } = await createElection({ chain, account, config });
  const c1 = await readKeyTestPoints(chain, electionId);
  for (const trustee of ceremony.trustees.slice(0, ceremony.threshold)) {
    const call = await partialsOf(setting, { ceremony, trustee, c1 });
    await submitKeyTest({ chain, account, electionId, ...call });
  }
  await advanceTo(chain, times.opensAt);
  const electionKey = await readElectionKey(chain, ceremony.ceremonyId);
  const terms = { rollRoot, scope: toScope(await readScope(chain, electionId)), rules, electionKey };
  return { electionId, terms, voters, closesAt: times.closesAt };
}

/** Partial decryptions with their proof, as submitKeyTest and submitPartialDecryption take them. */
export async function partialsOf(
  { chain, prover }: Setting,
  { ceremony, trustee, c1 }: { ceremony: Ceremony; trustee: Trustee; c1: readonly Point[] },
): Promise<{ trusteeIndex: number; partials: readonly Point[]; proof: readonly bigint[] }> {
  const { ceremonyId } = ceremony;
  const keyShare = await recoverKeyShare(chain, ceremonyId, trustee);
  const publicShare = await readPublicShare({ chain, ceremonyId, index: trustee.index });
  const { circuit, partials, inputs } = partiallyDecrypt({ keyShare, publicShare, c1 });
  const proof = await prover.prove({ circuit, inputs: { ...inputs } });
  return { trusteeIndex: trustee.index, partials, proof: proof.words };
}

/** Proved ballots, ready to cast, one for each voter and list of values. */
export async function makeBallots(
  prover: Prover,
  { terms, votes }: { terms: BallotTerms; votes: readonly { voter: Voter; values: readonly number[] }[] },
): Promise<bigint[][]> {
  const sealed = votes.map(({ voter: { identity, membership }, values }) =>
    sealBallot({ terms, secret: identity.secret, membership, values, random: randomScalar }),
  );
  const proofs = await prover.proveMany(sealed.map(({ circuit, inputs }) => ({ circuit, inputs: { ...inputs } })));
  return sealed.map((ballot, index) => ballotWords({ ...ballot, proof: proofs[index]!.words }));
}

async function enrolVoters({ chain, organizer: account }: Setting, voterCount: number) {
  const identities = Array.from({ length: voterCount }, () => createIdentity(randomBytes(32)));
  const roll = makeRoll({
    name: "bench",
    entries: identities.map(({ commitment }) => ({ commitment, weight: 1n })),
  });
  const tree = await buildRollTree(roll);
  const record = rollRecord({ roll, tree, file: serialiseRoll(roll) });
  const { rollId } = await publishRoll({ chain, account, roll: record });
  const voters = identities.map((identity) => ({
    identity,
    membership: membershipOf({ roll, tree, commitment: identity.commitment }),
  }));
  return { rollId, rollRoot: record.root, voters };
}
