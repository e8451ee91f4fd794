import { latestTime } from "../../../../src/chain/time.ts";
import { latestBirthDate } from "../../../../src/protocol/credential/age.ts";
import { decodeTime } from "../../../../src/protocol/credential/encoding.ts";
import { openClerksBox } from "../../../../src/roles/demo/portal/clerk.ts";
import { DEMONSTRATION_PASSPHRASE as passphrase } from "../../../../src/roles/demo/portal/demonstration-file.ts";
import { openResidentsDesk, registerDepartment } from "../../../../src/roles/demo/portal/town/desk.ts";
import { townPolicies } from "../../../../src/roles/demo/portal/town/policies.ts";
import { issueToResidents, type Resident } from "../../../../src/roles/demo/portal/town/residents.ts";
import type { Town } from "../../../../src/roles/demo/portal/town/town.ts";
import { HOUSING, REGISTRY } from "../../../../src/roles/demo/attestation/policies.ts";
import { HOUSING_ACCOUNT, REGISTRY_ACCOUNT } from "../../../../src/roles/demo/attestation/world.ts";
import { openEnrolment } from "../../../../src/roles/registrar/open-enrolment.ts";
import { publishPolicy } from "../../../../src/roles/verifier/publish-policy.ts";

/** Departments that issue and ask, and people who hold. */
export interface CitizensTown {
  /** Signed address of the registry's desk, as links have it. */
  readonly desk: string;
  /** Of adults of two districts: shows the nationality, proves age and district. */
  readonly rentSupport: bigint;
  /** Every adult of the seed meets it with a credential. */
  readonly libraryCard: bigint;
  /** Nobody of the seed's adults is old enough: born before 1900. */
  readonly impossible: bigint;
  readonly enrolmentId: bigint;
  /** The last one is a child. */
  readonly residents: readonly Resident[];
}

export async function settleCitizens(town: Town): Promise<CitizensTown> {
  await registerDepartment(town, { did: REGISTRY, account: REGISTRY_ACCOUNT });
  await registerDepartment(town, { did: HOUSING, account: HOUSING_ACCOUNT });
  await openResidentsDesk(town, passphrase);
  const residents = await issueToResidents(town, { count: 3, passphrase });
  const today = decodeTime(BigInt(await latestTime(town.chain))).slice(0, 10);
  const { rentSupport, libraryCard, electorate } = townPolicies({
    adult: latestBirthDate({ age: 18, on: today }),
    senior: "1900-01-02",
  });
  const { seniorPass } = townPolicies({ adult: "2000-01-01", senior: "1900-01-02" });
  const rentSupportId = await publishAs(town, HOUSING_ACCOUNT, rentSupport);
  const electorateId = await publishAs(town, REGISTRY_ACCOUNT, electorate);
  const account = await town.account(REGISTRY_ACCOUNT);
  const opened = await openEnrolment({
    ...{ chain: town.chain, account, policyId: electorateId },
    ...{ name: "Districts D-07 and D-09", closes: "60d" },
  });
  return {
    desk: await openClerksBox(town),
    rentSupport: rentSupportId,
    libraryCard: await publishAs(town, HOUSING_ACCOUNT, { ...libraryCard, verifier: HOUSING }),
    impossible: await publishAs(town, HOUSING_ACCOUNT, seniorPass),
    enrolmentId: opened.enrolmentId,
    residents,
  };
}

export async function publishAs(town: Town, number: number, json: object): Promise<bigint> {
  const { chain, workspace } = town;
  return (await publishPolicy({ chain, workspace, account: await town.account(number), json })).policyId;
}
