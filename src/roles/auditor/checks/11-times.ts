import type { Check, Subject } from "../check.ts";
import { Faults, listed } from "../findings.ts";

type Ceremony = Subject["archive"]["ceremony"];
type Election = Subject["archive"]["election"];

export const times: Check = {
  id: 11,
  name: "times",
  claim: {
    en: "Everything happened in its order and within its time.",
    zh: "一切都按顺序、在规定时间内进行。",
  },
  run({ archive }: Subject) {
    const { roll, ceremony, election } = archive;
    const faults = new Faults();
    const finishedAt = judgeCeremony(ceremony, faults);
    faults.unless(
      finishedAt !== undefined && election.createdAt >= finishedAt && election.createdAt >= roll.publishedAt,
      "the election was made before its list of voters or its key was ready",
      "选举创建时名册或密钥尚未就绪",
    );
    const { createdAt, opensAt, closesAt, resultBy } = election;
    faults.unless(
      createdAt < opensAt && opensAt < closesAt && closesAt < resultBy,
      "the election's own times are out of order",
      "选举的各时间点顺序错误",
    );
    judgeTests(election, ceremony, faults);
    judgeBallots(election, faults);
    judgeCancelling(election, faults);
    judgeOpening(election, faults);
    return faults.finding(
      { en: `Voting from ${utc(opensAt)} to ${utc(closesAt)}`, zh: `投票时间 ${utc(opensAt)} 至 ${utc(closesAt)}` },
      { opensAt, closesAt, resultBy },
    );
  },
};

function utc(seconds: number): string {
  const stamp = new Date(seconds * 1000);
  return Number.isNaN(stamp.getTime()) ? String(seconds) : `${stamp.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** When the election key was final, or nothing if it never was. Intervals are half open: a deadline's own second is too late. */
function judgeCeremony(ceremony: Ceremony, faults: Faults): number | undefined {
  const { createdAt, registerBy, commitBy, dealBy, trustees, registrations, commitments, dealings } = ceremony;
  faults.unless(
    createdAt < registerBy && registerBy < commitBy && commitBy < dealBy,
    "the key ceremony's own times are out of order",
    "密钥仪式的各时间点顺序错误",
  );
  const registered = outside(registrations, { from: createdAt, before: registerBy });
  const allRegisteredAt = latest(registrations);
  const committed = outside(commitments, { from: allRegisteredAt, before: commitBy });
  // Dealing starts when the last has committed, or when the time for it is over.
  const dealsFrom = commitments.length === trustees.length ? latest(commitments) : commitBy;
  const dealt = outside(dealings, { from: dealsFrom, before: dealBy });
  faults.unless(
    registered.length === 0,
    `registered out of time: ${listed(registered)}`,
    `登记超时：${listed(registered)}`,
  );
  faults.unless(
    committed.length === 0,
    `committed out of time: ${listed(committed)}`,
    `承诺超时：${listed(committed)}`,
  );
  faults.unless(dealt.length === 0, `dealt out of time: ${listed(dealt)}`, `分发超时：${listed(dealt)}`);
  if (registrations.length < trustees.length) return undefined;
  return dealings.length === commitments.length ? latest(dealings) : dealBy;
}

function judgeTests(election: Election, ceremony: Ceremony, faults: Faults): void {
  const { keyTests, ballots, createdAt, opensAt } = election;
  const early = keyTests.filter(({ at }) => at < createdAt || at >= opensAt).map(({ trusteeIndex }) => trusteeIndex);
  faults.unless(early.length === 0, `keys tested out of time: ${listed(early)}`, `密钥测试超时：${listed(early)}`);
  const tested = new Set(keyTests.map(({ trusteeIndex }) => trusteeIndex)).size;
  faults.unless(
    (ballots.length === 0 && !isOpened(election)) || tested >= ceremony.threshold,
    `the election went on with only ${tested} tested keys; ${ceremony.threshold} are needed`,
    `只有 ${tested} 个密钥通过测试，选举却继续进行；至少需要 ${ceremony.threshold} 个`,
  );
}

/** Whether anything was decrypted. */
function isOpened({ partialDecryptions, result }: Election): boolean {
  return partialDecryptions.length > 0 || result !== null;
}

function judgeBallots({ ballots, opensAt, closesAt }: Election, faults: Faults): void {
  const late = outside(ballots, { from: opensAt, before: closesAt });
  faults.unless(late.length === 0, `cast out of time: ballot ${listed(late)}`, `超时投出：选票 ${listed(late)}`);
  const backwards = ballots
    .filter(({ at }, place) => place > 0 && at < ballots[place - 1]!.at)
    .map(({ index }) => index);
  faults.unless(
    backwards.length === 0,
    `cast before the one in front of it: ballot ${listed(backwards)}`,
    `早于前一张选票：选票 ${listed(backwards)}`,
  );
}

function judgeCancelling(election: Election, faults: Faults): void {
  const { cancelledAt, createdAt, opensAt, ballots, keyTests } = election;
  if (cancelledAt === null) return;
  const wentOn = ballots.length > 0 || isOpened(election) || keyTests.some(({ at }) => at > cancelledAt);
  faults.unless(
    !wentOn && cancelledAt >= createdAt && cancelledAt < opensAt,
    "the election was cancelled after voting had opened, or went on although it was cancelled",
    "选举在投票开始后被取消，或取消后仍继续进行",
  );
}

function judgeOpening(election: Election, faults: Faults): void {
  const { partialDecryptions, result, closesAt, resultBy, ballots, minimumTurnout } = election;
  const late = partialDecryptions
    .filter(({ at }) => at < closesAt || at >= resultBy)
    .map(({ trusteeIndex }) => trusteeIndex);
  faults.unless(
    late.length === 0,
    `opened out of time: key keeper ${listed(late)}`,
    `打开超时：保管人 ${listed(late)}`,
  );
  faults.unless(
    !isOpened(election) || ballots.length >= minimumTurnout,
    `opened with ${ballots.length} ballots, although ${minimumTurnout} are needed`,
    `仅有 ${ballots.length} 张选票就被打开，至少需要 ${minimumTurnout} 张`,
  );
  if (result === null) return;
  // The result ends the opening: nobody's partial decryption is taken after it.
  faults.unless(
    result.at >= Math.max(closesAt, latest(partialDecryptions)) && result.at < resultBy,
    "the result was published out of time, or somebody opened after it",
    "结果公布超时，或结果公布后仍有人打开",
  );
}

function outside(
  entries: readonly { index: number; at: number }[],
  { from, before }: { from: number; before: number },
): number[] {
  return entries.filter(({ at }) => at < from || at >= before).map(({ index }) => index);
}

function latest(entries: readonly { at: number }[]): number {
  return entries.reduce((time, { at }) => Math.max(time, at), 0);
}
