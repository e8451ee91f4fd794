import { latestTime } from "../../../chain/time.ts";
import { latestBirthDate } from "../../../protocol/credential/age.ts";
import { decodeTime } from "../../../protocol/credential/encoding.ts";
import { openEnrolment } from "../../registrar/open-enrolment.ts";
import { publishPolicy } from "../../verifier/publish-policy.ts";
import { HOUSING, REGISTRY } from "../attestation/policies.ts";
import { HOUSING_ACCOUNT, REGISTRY_ACCOUNT } from "../attestation/world.ts";
import type { Agenda } from "./agenda.ts";
import { DEMONSTRATION_PASSPHRASE as passphrase } from "./demonstration-file.ts";
import { issueToResidents, markResidents, type Resident } from "./town/residents.ts";
import { attestResidents, enrolResidents } from "./town/attestations.ts";
import { openLandTitlesDesk, openResidentsDesk, registerDepartment } from "./town/desk.ts";
import { lookAtResident, openTownLog, type TownLog } from "./town/log.ts";
import { LIBRARY, townPolicies } from "./town/policies.ts";
import type { Town } from "./town/town.ts";

const LIBRARY_ACCOUNT = 7;
const RESIDENT_COUNT = 12;
/** The first so many are for visitors; the others carry the town's past. */
export const VISITOR_COUNT = 6;
const [ADA, BEN, CLEO, DINA, LOST, PAUSED] = [6, 7, 8, 9, 10, 11] as const;

export type PolicyName = keyof ReturnType<typeof townPolicies>;

/** What departments and residents have made of the town so far. */
export interface TownLife {
  residents: Resident[];
  readonly policies: Map<PolicyName, bigint>;
  enrolmentId: bigint;
  /** A backup of the housing office's desk. */
  housingDesk: string;
}

/** Notes on the agenda what departments ask and issue, and what residents prove. */
export function liveInTown(town: Town, agenda: Agenda): TownLife {
  const life: TownLife = { residents: [], policies: new Map(), enrolmentId: 0n, housingDesk: "" };
  agenda.on(-13.9, () => registerDepartments(town));
  agenda.on(-13.8, async () => {
    await openResidentsDesk(town, passphrase);
    life.housingDesk = await openLandTitlesDesk(town, passphrase);
  });
  agenda.on(-13.4, async () => {
    life.residents = await issueToResidents(town, { count: RESIDENT_COUNT, passphrase });
  });
  agenda.on(-12.8, () => publishPolicies(town, life));
  noteProofs(town, { agenda, life });
  agenda.on(-3.2, async () => {
    const [lost, paused] = [life.residents[LOST]!, life.residents[PAUSED]!];
    await markResidents(town, { passphrase, account: REGISTRY_ACCOUNT, lost, paused });
  });
  noteLooks(town, { agenda, life });
  return life;
}

async function registerDepartments(town: Town): Promise<void> {
  await registerDepartment(town, { did: REGISTRY, account: REGISTRY_ACCOUNT });
  await registerDepartment(town, { did: HOUSING, account: HOUSING_ACCOUNT });
  await registerDepartment(town, { did: LIBRARY, account: LIBRARY_ACCOUNT });
}

async function publishPolicies(town: Town, { policies }: TownLife): Promise<void> {
  const { chain, workspace } = town;
  const today = decodeTime(BigInt(await latestTime(chain))).slice(0, 10);
  const bornBy = (age: number) => latestBirthDate({ age, on: today });
  const accounts = {
    rentSupport: HOUSING_ACCOUNT,
    seniorPass: HOUSING_ACCOUNT,
    libraryCard: LIBRARY_ACCOUNT,
    electorate: REGISTRY_ACCOUNT,
  };
  for (const [name, json] of Object.entries(townPolicies({ adult: bornBy(18), senior: bornBy(65) }))) {
    const account = await town.account(accounts[name as PolicyName]);
    policies.set(name as PolicyName, (await publishPolicy({ chain, account, workspace, json })).policyId);
  }
}

function noteProofs(town: Town, { agenda, life }: { agenda: Agenda; life: TownLife }): void {
  const attest = async (name: PolicyName, ...people: readonly number[]): Promise<void> => {
    const residents = people.map((at) => life.residents[at]!);
    const proven = await attestResidents(town, { policyId: life.policies.get(name)!, residents });
    people.forEach((at, index) => (life.residents[at] = proven[index]!));
  };
  agenda.on(-8.3, () => attest("rentSupport", ADA, BEN));
  agenda.on(-7.1, () => attest("libraryCard", CLEO));
  agenda.on(-5.2, () => attest("rentSupport", CLEO));
  agenda.on(-4.3, () => attest("libraryCard", ADA, DINA));
  agenda.on(-2.2, () => attest("rentSupport", 0));
  agenda.on(-6.5, async () => {
    const account = await town.account(REGISTRY_ACCOUNT);
    const policyId = life.policies.get("electorate")!;
    const name = "Districts D-07 and D-09, spring 2027";
    life.enrolmentId = (await openEnrolment({ chain: town.chain, account, policyId, name, closes: "15d" })).enrolmentId;
  });
  agenda.on(-5.7, async () => {
    const enrolled = [life.residents[ADA]!, life.residents[DINA]!];
    const [ada, dina] = await enrolResidents(town, { enrolmentId: life.enrolmentId, residents: enrolled });
    life.residents[ADA] = ada!;
    life.residents[DINA] = dina!;
  });
}

/** The housing office looks at the data of those who said yes; the log of it is anchored each time. */
function noteLooks(town: Town, { agenda, life }: { agenda: Agenda; life: TownLife }): void {
  let log: TownLog | undefined;
  const look = async (at: number): Promise<void> => {
    const policyId = life.policies.get("rentSupport")!;
    life.residents[at] = await lookAtResident(town, { log: log!, policyId, resident: life.residents[at]! });
  };
  agenda.on(-8.2, async () => {
    log = await openTownLog(town, REGISTRY_ACCOUNT);
  });
  agenda.on(-8.1, () => look(ADA));
  agenda.on(-1.8, () => look(0));
  agenda.on(-1.7, async () => {
    await log?.keeper.close();
  });
}
