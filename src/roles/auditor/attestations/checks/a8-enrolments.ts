import { PROOF_WORD_COUNT, type Proof } from "../../../../proofs/proof.ts";
import { Faults, listed, plural } from "../../findings.ts";
import { rollRoot } from "../../recompute/roll-root.ts";
import type { AttestationCheck, AttestationSubject } from "../check.ts";
import type { AttestationLedger, EnrolledEvent, EnrolmentEntry } from "../ledger.ts";
import { enrolmentContext } from "../recompute/contexts.ts";
import { FRESHNESS_FAULTS, freshness } from "../recompute/freshness.ts";
import { trustHistory } from "../recompute/trust-history.ts";
import { voidPolicies } from "../recompute/void-policies.ts";

/** Proof, context, trust root, now, pseudonym, disclosure hash. */
const ITEM_WORDS = PROOF_WORD_COUNT + 5;

export const enrolmentsCheck: AttestationCheck = {
  id: "A8",
  name: "enrolments",
  claim: {
    en: "Whoever enrolled met the policy, once each, and electoral rolls made of enrolments have everybody and nobody else.",
    zh: "每位登记者均满足核验要求且只登记一次；由登记生成的名册人员不多不少。",
  },
  async run(subject) {
    const { enrolments } = subject.ledger;
    const faults = new Faults();
    for (const enrolment of enrolments) await judgeEnrolment(enrolment, { subject, faults });
    await judgeRolls(subject, faults);
    const count = enrolments.reduce((sum, { enrolled }) => sum + enrolled.length, 0);
    return faults.finding(
      {
        en: `${plural(enrolments.length, "enrolment")} with ${plural(count, "commitment")}, each proved`,
        zh: `${enrolments.length} 次登记，共 ${count} 个承诺，均有证明`,
      },
      { enrolments: enrolments.length, commitments: count },
    );
  },
};

async function judgeEnrolment(
  enrolment: EnrolmentEntry,
  { subject, faults }: { subject: AttestationSubject; faults: Faults },
): Promise<void> {
  const { enrolmentId, enrolled, size } = enrolment;
  const name = { en: `enrolment ${enrolmentId}`, zh: `登记 ${enrolmentId}` };
  const isWhole = enrolled.length === size && enrolled.every(({ position }, at) => position === at);
  faults.unless(isWhole, `${name.en}: commitments are missing or out of order`, `${name.zh}：承诺缺失或顺序错乱`);
  const pseudonyms = new Set(enrolled.map(({ pseudonym }) => pseudonym)).size;
  const commitments = new Set(enrolled.map(({ commitment }) => commitment)).size;
  faults.unless(
    pseudonyms === enrolled.length && commitments === enrolled.length,
    `${name.en}: somebody enrolled twice`,
    `${name.zh}：有人重复登记`,
  );
  const bad = await unproven(enrolment, subject);
  faults.unless(
    bad.length === 0,
    `${name.en}: not proved: number ${listed(bad)}`,
    `${name.zh}：未被证明：第 ${listed(bad)} 个`,
  );
  await judgeTimes(enrolment, { ledger: subject.ledger, faults });
}

/** Positions without a proof for their own commitment. */
async function unproven(
  { enrolmentId, policyId, enrolled }: EnrolmentEntry,
  { ledger, judgeProofs }: AttestationSubject,
): Promise<number[]> {
  const terms = ledger.policies.find((policy) => policy.policyId === policyId)?.kept.terms;
  const contract = { chainId: ledger.chainId, address: ledger.contracts.enrolments };
  const isShaped = ({ item, pseudonym, commitment }: EnrolledEvent): boolean =>
    item.length === ITEM_WORDS &&
    item[11] === pseudonym &&
    item[8] === enrolmentContext(contract, { enrolmentId, commitment });
  const shaped = terms === undefined ? [] : enrolled.filter(isShaped);
  const proofs = shaped.map(({ item }): Proof => ({
    words: item.slice(0, PROOF_WORD_COUNT),
    signals: [terms!.policyHash, ...item.slice(PROOF_WORD_COUNT)],
  }));
  const refused = proofs.length === 0 ? [] : await judgeProofs({ circuit: terms!.circuit, proofs });
  const good = new Set(shaped.filter((_, at) => !refused.includes(at)));
  return enrolled.filter((event) => !good.has(event)).map(({ position }) => position);
}

async function judgeTimes(
  { enrolmentId, policyId, opensAt, closesAt, enrolled }: EnrolmentEntry,
  { ledger, faults }: { ledger: AttestationLedger; faults: Faults },
): Promise<void> {
  const history = await trustHistory(ledger.trust);
  const policy = ledger.policies.find((each) => each.policyId === policyId);
  for (const event of enrolled) {
    const { position, time, item } = event;
    faults.unless(
      opensAt <= time && time < closesAt,
      `enrolment ${enrolmentId}: number ${position} came out of time`,
      `登记 ${enrolmentId}：第 ${position} 个超时`,
    );
    const fresh = freshness({ trustRoot: item[9] ?? 0n, now: item[10] ?? 0n }, { policy, at: event, history });
    if (!("fault" in fresh)) continue;
    const { en, zh } = FRESHNESS_FAULTS[fresh.fault];
    faults.add(
      `enrolment ${enrolmentId}: number ${position} was taken although ${en}`,
      `登记 ${enrolmentId}：第 ${position} 个不应被接受：${zh}`,
    );
  }
}

/** Rolls ascend by commitment, each with weight 1. */
async function judgeRolls({ ledger, files }: AttestationSubject, faults: Faults): Promise<void> {
  const isVoid = new Set(voidPolicies(ledger).map(({ policyId }) => policyId));
  for (const { enrolmentId, rollId } of files.electorates ?? []) {
    const enrolment = ledger.enrolments.find((each) => each.enrolmentId === enrolmentId);
    const enrolled = enrolment?.enrolled ?? [];
    faults.unless(
      enrolment === undefined || !isVoid.has(enrolment.policyId),
      `roll ${rollId} is made of enrolment ${enrolmentId}, whose policy is void`,
      `名册 ${rollId} 所依据的登记 ${enrolmentId} 的核验要求无效`,
    );
    const rows = enrolled
      .map(({ commitment }) => ({ commitment, weight: 1n }))
      .sort((left, right) => (left.commitment < right.commitment ? -1 : 1));
    const published = ledger.rolls.find((roll) => roll.rollId === rollId);
    faults.unless(
      published?.size === rows.length && published.root === (await rollRoot(rows)),
      `roll ${rollId} is not made of those who enrolled in enrolment ${enrolmentId}`,
      `名册 ${rollId} 与登记 ${enrolmentId} 的人员不符`,
    );
  }
}
