import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { enrolMany, openEnrolment, readEnrolment } from "../../../../chain/enrolments.ts";
import { latestTime } from "../../../../chain/time.ts";
import { enrolItem } from "../../../../protocol/credential/presentation-file.ts";
import { createIdentity, PRIVATE_KEY_BYTES } from "../../../../protocol/identity.ts";
import { prepareEnrolment } from "../../../holder/enrol.ts";
import { openPublishedPolicy } from "../../../published-policy.ts";
import { readFileBytes } from "../../../read-file.ts";
import { buildEnrolmentRoll } from "../../../registrar/enrolment-roll.ts";
import { publishRoll } from "../../../registrar/publish-roll.ts";
import { publishPolicy } from "../../../verifier/publish-policy.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { electorate } from "../policies.ts";
import { bornByOf, deviceOf, proveFor, startOf, type Citizen, type Citizens, type Registry } from "../world.ts";
import { proveAll, relay } from "./proof.ts";

const DAY_SECONDS = 86_400;
const NAME = "Districts D-07 and D-09, 2026";

export interface DemoEnrolment {
  readonly enrolmentId: bigint;
  readonly rollId: bigint;
  readonly enrolled: number;
  /** The roll's file. */
  readonly file: string;
}

/** Whoever meets the condition puts a fresh number on the list of voters; nobody keeps a list of names. */
export async function gather(
  stage: Stage,
  { registry, citizens }: { registry: Registry; citizens: Citizens },
): Promise<DemoEnrolment> {
  const { chain, narrator, workspace } = stage;
  const { account } = registry;
  const { policyId } = await publishPolicy({ chain, account, workspace, json: electorate(await bornByOf(stage)) });
  const opensAt = await latestTime(chain);
  const closesAt = opensAt + DAY_SECONDS;
  const { enrolmentId } = await openEnrolment({ chain, account, name: NAME, policyId, opensAt, closesAt });
  narrator.say("enrolmentOpened");
  const enrol = async (citizen: Citizen) =>
    (await prepareEnrolment({ ...deviceOf(stage, citizen), enrolmentId })).presentation;
  const presentations = await proveAll(stage, citizens.adults, enrol);
  await relay(stage, { presentations, kind: "enrolInBatch" });
  const { size: enrolled } = await readEnrolment(chain, enrolmentId);
  narrator.say("enrolled", { count: enrolled });
  await enrolTwice(stage, { enrolmentId, policyId, citizen: citizens.adults[0] });
  await stage.advanceTo(closesAt);
  const { rollId, file } = await publish(stage, { registry, enrolmentId });
  return { enrolmentId, rollId, enrolled, file };
}

/** The same person, with a number that nobody could tie to the first one. */
async function enrolTwice(
  stage: Stage,
  { enrolmentId, policyId, citizen }: { enrolmentId: bigint; policyId: bigint; citizen: Citizen },
): Promise<void> {
  const { chain } = stage;
  const { commitment } = createIdentity(randomBytes(PRIVATE_KEY_BYTES));
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.enrolments, enrolmentId };
  const asked = await openPublishedPolicy({ chain, policyId });
  const second = await proveFor(stage, { citizen, asked, context: { kind: "enrolment", ...place, commitment } });
  const items = [{ commitment, item: enrolItem(second) }];
  await stage.refusals.expect({
    cheat: "second-enrolment",
    attempt: "freshNumber",
    because: "NothingAccepted",
    act: async () => enrolMany({ chain, account: await stage.account(HELPER), enrolmentId, items }),
  });
}

/** From the record alone: anyone gets the same file. */
async function publish(
  stage: Stage,
  { registry, enrolmentId }: { registry: Registry; enrolmentId: bigint },
): Promise<{ rollId: bigint; file: string }> {
  const { chain, workspace } = stage;
  const to = join(workspace.folder, "electorate.json");
  await rm(to, { force: true });
  const { record } = await buildEnrolmentRoll({ chain, enrolmentId, to });
  const file = await readFileBytes(to);
  const { rollId } = await publishRoll({ chain, account: registry.account, workspace, file });
  stage.narrator.say("rollBuilt", { count: record.size, fingerprint: startOf(record.root) });
  return { rollId, file: to };
}
