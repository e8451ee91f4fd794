import { randomBytes } from "node:crypto";
import { enrol } from "../../../../protocol/enrolment.ts";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../../../../protocol/identity.ts";
import { createRegistration, serialiseRegistration } from "../../../../protocol/registration.ts";
import { membershipOf, type Membership } from "../../../../protocol/roll.ts";
import { serialiseRoll } from "../../../../protocol/roll-file.ts";
import { publishRoll } from "../../../registrar/publish-roll.ts";
import { openRoll, type OpenedRoll } from "../../../registrar/roll-files.ts";
import type { ElectionPlan } from "../plan.ts";
import { ORGANIZER, type Stage } from "../../stage.ts";

const ROLL_NAME = "Demonstration";

export interface Voter {
  readonly identity: Identity;
  readonly membership: Membership;
}

export interface Electorate {
  readonly rollId: bigint;
  readonly fileHash: string;
  readonly roll: OpenedRoll["roll"];
  /** Those who vote, in the order of the plan's ballots. */
  readonly voters: readonly Voter[];
  /** On the roll too, but comes after the close. */
  readonly latecomer: Voter;
}

/** Everyone makes a secret and signs a registration; the registrar turns these into the roll and publishes it. */
export async function gatherElectorate(stage: Stage, plan: ElectionPlan): Promise<Electorate> {
  const weights = [...plan.ballots.map(({ weight }) => weight), 1n];
  const people = weights.map((weight, at) => ({
    identity: createIdentity(randomBytes(PRIVATE_KEY_BYTES)),
    reference: `letter-${at + 1}`,
    weight,
  }));
  const registrations = people.map(({ identity, reference }) =>
    serialiseRegistration(createRegistration(identity, { roll: ROLL_NAME, reference })),
  );
  stage.narrator.say("registered", { count: people.length });
  const { roll } = enrol({
    name: ROLL_NAME,
    registrations: `${registrations.join("\n")}\n`,
    eligibility: new Map(people.map(({ reference, weight }) => [reference, weight])),
  });
  const file = serialiseRoll(roll);
  const published = await publishRoll({
    chain: stage.chain,
    account: await stage.account(ORGANIZER),
    workspace: stage.workspace,
    file,
  });
  await stage.gas.add("publishRoll", published.transactionHash);
  tellOfRoll(stage, { plan, size: people.length, totalWeight: roll.totalWeight, root: published.record.root });
  const { tree } = await openRoll(file);
  const voters = people.map(({ identity }) => ({
    identity,
    membership: membershipOf({ roll, tree, commitment: identity.commitment }),
  }));
  return {
    rollId: published.rollId,
    fileHash: published.record.fileHash,
    roll,
    voters: voters.slice(0, -1),
    latecomer: voters.at(-1)!,
  };
}

function tellOfRoll(stage: Stage, told: { plan: ElectionPlan; size: number; totalWeight: bigint; root: bigint }): void {
  const { plan, size, totalWeight, root } = told;
  stage.narrator.say("rollPublished", { count: size, fingerprint: root.toString(16).padStart(64, "0").slice(0, 12) });
  if (plan.rules.weighted) stage.narrator.say("weightedRoll", { weight: totalWeight });
}
