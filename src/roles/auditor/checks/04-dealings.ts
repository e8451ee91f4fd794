import { isIdentity, isInSubgroup, isOnCurve, type Point } from "../../../crypto/babyjubjub.ts";
import { verifyPossession } from "../../../crypto/schnorr.ts";
import type { Check, Subject } from "../check.ts";
import { Faults, listed, plural } from "../findings.ts";
import { cleared, shareKey } from "../recompute/dealings.ts";
import { dealingContext, dealingHash, hex32, possessionChallenge, type Place } from "../recompute/encoding.ts";
import { PROOF_WORD_COUNT, type Proof } from "../../../proofs/proof.ts";

type Ceremony = Subject["archive"]["ceremony"];
type Dealing = Ceremony["dealings"][number];

/** Words of one encrypted share: the proof, then R.x, R.y and c. */
const SHARE_WORDS = PROOF_WORD_COUNT + 3;

export const dealings: Check = {
  id: 4,
  name: "dealings",
  claim: {
    en: "Every key keeper proved their own key and dealt honest parts to all.",
    zh: "每位密钥保管人都证明了自己的密钥，并如实向所有人分发份额。",
  },
  async run(subject: Subject) {
    const { ceremony } = subject.archive;
    const faults = new Faults();
    const place = ceremonyPlace(subject);
    judgeRegistrations({ ceremony, place, faults });
    judgePromises(ceremony, faults);
    judgeDealers(ceremony, faults);
    const proofs = ceremony.dealings.flatMap((dealing) => shareProofs({ dealing, ceremony, place, faults }));
    const bad = await subject.judgeProofs({ circuit: "dealing", proofs: proofs.map(({ proof }) => proof) });
    for (const index of bad) {
      const { dealer, recipient } = proofs[index]!;
      faults.add(
        `the part that key keeper ${dealer} dealt to ${recipient} is not proved`,
        `保管人 ${dealer} 发给 ${recipient} 的份额未被证明`,
      );
    }
    const parts = plural(proofs.length, "encrypted part");
    return faults.finding(
      {
        en: `${plural(ceremony.dealings.length, "dealing")}, ${parts}, each proved`,
        zh: `${ceremony.dealings.length} 次分发，${proofs.length} 个加密份额，均有证明`,
      },
      { dealers: ceremony.dealings.map(({ index }) => index), proofs: proofs.length },
    );
  },
};

function ceremonyPlace({ archive }: Subject): Place {
  return { chainId: archive.chain.chainId, contract: archive.chain.ceremonies, id: archive.ceremony.ceremonyId };
}

function judgeRegistrations({ ceremony, place, faults }: { ceremony: Ceremony; place: Place; faults: Faults }) {
  faults.unless(
    ceremony.registrations.every(({ index }) => isKeyKeeper(ceremony, index)),
    "somebody registered who is not a key keeper",
    "有非保管人登记",
  );
  ceremony.trustees.forEach((trustee, at) => {
    const index = at + 1;
    const found = ceremony.registrations.filter((registration) => registration.index === index);
    const once = found.length === 1 && found[0]!.trustee.toLowerCase() === trustee.toLowerCase();
    if (!faults.unless(once, `key keeper ${index} is not registered once`, `保管人 ${index} 不是恰好登记一次`)) return;
    const { recipientKey, nonce, response } = found[0]!;
    const challenge = possessionChallenge(place, { trustee, recipientKey, nonce });
    faults.unless(
      verifyPossession({ publicKey: recipientKey, nonce, response, challenge }),
      `key keeper ${index} did not prove to hold the key`,
      `保管人 ${index} 未能证明持有该密钥`,
    );
  });
}

/** Also the promises that no dealing followed: nothing but their number and index can be judged. */
function judgePromises(ceremony: Ceremony, faults: Faults) {
  const promisers = ceremony.commitments.map(({ index }) => index);
  faults.unless(
    promisers.every((index) => isKeyKeeper(ceremony, index)) && new Set(promisers).size === promisers.length,
    `dealings were not promised once each, or not by key keepers: ${listed(promisers)}`,
    `分发承诺重复，或承诺者不是保管人：${listed(promisers)}`,
  );
}

function isKeyKeeper({ trustees }: Ceremony, index: number): boolean {
  return index >= 1 && index <= trustees.length;
}

function judgeDealers(ceremony: Ceremony, faults: Faults) {
  const { dealings, trustees, threshold } = ceremony;
  const dealers = dealings.map(({ index }) => index);
  const known = dealers.every((dealer) => isKeyKeeper(ceremony, dealer));
  faults.unless(known, `a dealer is not a key keeper: ${listed(dealers)}`, `有分发者不是保管人：${listed(dealers)}`);
  const distinct = new Set(dealers).size === dealers.length;
  faults.unless(distinct, `a key keeper dealt twice: ${listed(dealers)}`, `有保管人重复分发：${listed(dealers)}`);
  faults.unless(
    threshold >= 2 && threshold <= trustees.length,
    `a threshold of ${threshold} of ${trustees.length} would leave the total to one, or to nobody`,
    `${trustees.length} 人中 ${threshold} 人的门槛会让一人独断，或无人能打开`,
  );
  faults.unless(
    dealers.length >= threshold,
    `only ${plural(dealers.length, "dealing")}, ${threshold} are needed`,
    `只有 ${dealers.length} 次分发，至少需要 ${threshold} 次`,
  );
}

interface ShareProof {
  readonly dealer: number;
  readonly recipient: number;
  readonly proof: Proof;
}

/** Judges one dealing but its proofs, and gives those for the batch; none if they cannot even be read. */
function shareProofs(input: { dealing: Dealing; ceremony: Ceremony; place: Place; faults: Faults }): ShareProof[] {
  const { dealing, ceremony, place, faults } = input;
  const { index: dealer, commitments, shares } = dealing;
  const complete =
    commitments.length === ceremony.threshold &&
    shares.length === ceremony.trustees.length * SHARE_WORDS &&
    commitments.every(isOnCurve);
  if (
    !faults.unless(complete, `dealing ${dealer} is incomplete or off the curve`, `分发 ${dealer} 不完整或不在曲线上`)
  ) {
    return [];
  }
  const parts = ceremony.trustees.map((_, at) => shares.slice(at * SHARE_WORDS, (at + 1) * SHARE_WORDS));
  const content = parts.flatMap((words) => words.slice(PROOF_WORD_COUNT));
  const promised = ceremony.commitments.filter(({ index }) => index === dealer).map((entry) => entry.dealingHash);
  faults.unless(
    promised.length === 1 && promised[0] === hex32(dealingHash(place, { dealer, commitments, content })),
    `dealing ${dealer} is not the one that was committed to`,
    `分发 ${dealer} 与事先承诺的不符`,
  );
  const points = cleared(commitments);
  faults.unless(
    !isIdentity(points[0]!),
    `dealing ${dealer} adds nothing to the election key`,
    `分发 ${dealer} 对选举密钥没有贡献`,
  );
  return parts.map((words, at) => {
    const recipient = at + 1;
    const statement = { points, recipient, recipientKey: recipientKeyOf(ceremony, recipient) };
    const context = dealingContext(place, { dealer, recipient });
    return { dealer, recipient, proof: shareProof({ words, context, ...statement }) };
  });
}

function recipientKeyOf(ceremony: Ceremony, index: number): Point {
  const key = ceremony.registrations.find((registration) => registration.index === index)?.recipientKey;
  return key !== undefined && isInSubgroup(key) ? key : [0n, 0n];
}

function shareProof(input: {
  words: readonly bigint[];
  context: bigint;
  points: readonly Point[];
  recipient: number;
  recipientKey: Point;
}): Proof {
  const { words, context, points, recipient, recipientKey } = input;
  return {
    words: words.slice(0, PROOF_WORD_COUNT),
    signals: [context, ...shareKey(points, recipient), ...recipientKey, ...words.slice(PROOF_WORD_COUNT)],
  };
}
