import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openLog } from "../../../../chain/log-anchors.ts";
import { latestTime } from "../../../../chain/time.ts";
import type { Consent } from "../../../../protocol/sharing/consent.ts";
import { giveConsent, withdrawConsent } from "../../../holder/consent.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { acceptConsent, withdrawConsent as acceptWithdrawal } from "../../../record-keeper/consents.ts";
import { openRecordKeeper, type RecordKeeper } from "../../../record-keeper/keeper.ts";
import { PRIVATE_KEY_BYTES } from "../../../record-keeper/private-box.ts";
import { verifySubject } from "../../../record-keeper/verify-subject.ts";
import { checkPresentation } from "../../../verifier/check-presentation.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { access } from "../sharing/access.ts";
import { eraseAll } from "../sharing/erasure.ts";
import { anchor, entriesOf, findNothing, findOwn, hideRecord, type Log } from "../sharing/log.ts";
import { deviceOf, HOUSING_ACCOUNT, type Citizen, type Citizens, type Registry } from "../world.ts";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

export interface DemoLog {
  readonly logId: bigint;
  /** Of the log as it stands at the end. */
  readonly entries: readonly string[];
}

interface Sharing {
  readonly registry: Registry;
  readonly citizens: Citizens;
  readonly asked: PublishedPolicy;
}

/** The housing office looks into the registry's books, and every look is on record for her whose data they are. */
export async function share(stage: Stage, sharing: Sharing): Promise<DemoLog> {
  const { chain, workspace } = stage;
  const folder = join(workspace.folder, "sharing-log");
  await rm(folder, { recursive: true, force: true });
  const keeper = await openRecordKeeper({ folder, key: randomBytes(PRIVATE_KEY_BYTES) });
  try {
    const { account } = sharing.registry;
    const { logId } = await openLog({ chain, account, name: "Who looked at residents' data" });
    await lookAndFind(stage, { ...sharing, keeper, log: { keeper, logId, account } });
    return { logId, entries: await entriesOf(keeper) };
  } finally {
    await keeper.close();
  }
}

interface Kept extends Sharing {
  readonly keeper: RecordKeeper;
  readonly log: Log;
}

async function lookAndFind(stage: Stage, kept: Kept): Promise<void> {
  const { keeper, log, citizens, asked } = kept;
  const [citizen] = citizens.adults;
  const consent = await lookUp(stage, kept);
  await anchor(stage, log);
  const seen = await findOwn(stage, { log, citizen, asked });
  stage.narrator.say("foundOwn", { count: seen.records.length, total: seen.entryCount });
  await findNothing(stage, { log, citizen: citizens.minor, asked });
  await hideRecord(stage, { log, citizen, asked });
  await takeBack(stage, { keeper, consent, citizen });
  const office = await stage.account(HOUSING_ACCOUNT);
  await stage.refusals.expect({
    cheat: "no-permission",
    attempt: "takenBack",
    because: "ACCESS_DENIED",
    act: () => access(stage, { keeper, asked, consent, citizen, signer: office }),
  });
  await eraseAll(stage, { log, citizen, asked, seen: seen.head });
}

/** Two people consent, the office looks, and an official who may not tries. Returns the consent of her whom the story follows. */
async function lookUp(stage: Stage, { keeper, asked, citizens }: Kept): Promise<Consent> {
  const { narrator } = stage;
  const [citizen, neighbour] = citizens.adults;
  const consent = await consentTo(stage, { keeper, asked, citizen });
  const other = await consentTo(stage, { keeper, asked, citizen: neighbour });
  narrator.say("consented");
  const hers = { keeper, asked, consent, citizen };
  const signer = await stage.account(HOUSING_ACCOUNT);
  await access(stage, { ...hers, signer });
  await access(stage, { ...hers, signer, consent: other, citizen: neighbour });
  await passHour(stage);
  await access(stage, { ...hers, signer });
  narrator.say("accessed", { count: 3 });
  await passHour(stage);
  await stage.refusals.expect({
    cheat: "no-permission",
    attempt: "curious",
    because: "ACCESS_DENIED",
    act: async () => access(stage, { ...hers, signer: await stage.account(HELPER) }),
  });
  return consent;
}

/** Consents allow one look an hour. */
async function passHour(stage: Stage): Promise<void> {
  await stage.advanceTo((await latestTime(stage.chain)) + HOUR_SECONDS);
}

/** By a proof that is bound to the terms and to the key with which she finds her records. */
async function consentTo(
  stage: Stage,
  { keeper, asked, citizen }: { keeper: RecordKeeper; asked: PublishedPolicy; citizen: Citizen },
): Promise<Consent> {
  const { chain } = stage;
  const startsAt = await latestTime(chain);
  const use = { kind: "periodic", everySeconds: HOUR_SECONDS } as const;
  const choice = { startsAt, expiresAt: startsAt + 30 * DAY_SECONDS, use };
  const { consent, presentation } = await giveConsent({ ...deviceOf(stage, citizen), asked, choice });
  await checkPresentation({ chain, asked, presentation, context: presentation.context });
  await acceptConsent(keeper, consent, presentation.signals);
  return consent;
}

async function takeBack(
  stage: Stage,
  { keeper, consent, citizen }: { keeper: RecordKeeper; consent: Consent; citizen: Citizen },
): Promise<void> {
  const { prover, chain, narrator } = stage;
  const withdrawal = await withdrawConsent({ prover, identity: citizen.wallet.identity, consent });
  await acceptWithdrawal({ keeper, withdrawal, verifySubject, now: await latestTime(chain) });
  narrator.say("permissionTaken");
}
