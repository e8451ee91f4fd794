import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { latestTime } from "../../../chain/time.ts";
import { readFileText } from "../../read-file.ts";
import { walletContent } from "../../holder/wallet.ts";
import { sealFile } from "../../sealed-file.ts";
import { saveTrusteeKey } from "../../trustee/key-file.ts";
import type { Person } from "../attestation/people.ts";
import { HOUSING_ACCOUNT, REGISTRY_ACCOUNT } from "../attestation/world.ts";
import { Agenda, DAY_SECONDS } from "./agenda.ts";
import { BALLOT_PAPERS, ROLL_NAMES, type RollName } from "./ballot-papers.ts";
import { openClerksBox } from "./clerk.ts";
import {
  DEMONSTRATION_FORMAT,
  DEMONSTRATION_PASSPHRASE as passphrase,
  type Demonstration,
} from "./demonstration-file.ts";
import { holdElection } from "./hold-elections.ts";
import { liveInTown, VISITOR_COUNT, type TownLife } from "./town-life.ts";
import { makeTownKey, type TownKey } from "./town/key.ts";
import { newVoters, publishTownRoll, type TownRoll } from "./town/roll.ts";
import { FIRST_KEY_KEEPER, TOWN_CLERK, type Town } from "./town/town.ts";

/** The chain must begin this long before now. */
export const PAST_SECONDS = 14 * DAY_SECONDS;
/** Shorter than any open election goes on. */
const GOOD_SECONDS = 5 * DAY_SECONDS;
/** Whose account and key a visitor may take: the second of the election key's keepers. */
const VISITING_KEEPER = FIRST_KEY_KEEPER + 1;

export interface Seeding {
  readonly town: Town;
  /** Unix seconds, which the chain's clock has in the end. */
  readonly now: number;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** All of the demonstration's file but what names the installation. */
export type SeededDemonstration = Omit<Demonstration, "keys">;

/**
 * Gives a town two weeks of past: elections in every phase and with every rule, a key being made, departments that issue and ask, residents
 * who prove. All of it is real, proofs included, and at the end it is now.
 */
export async function seedDemonstration({ town, now, onProgress }: Seeding): Promise<SeededDemonstration> {
  const agenda = new Agenda(now);
  const life = liveInTown(town, agenda);
  const past = noteElections(town, { agenda, life });
  await agenda.carryOut({ advanceTo: (at) => town.advanceTo(at), onProgress });
  await town.advanceTo(now);
  return demonstrationOf(town, { life, ...past() });
}

interface Past {
  readonly key: TownKey;
  readonly waitingCeremonyId: bigint;
}

/** Key and lists of voters first, once there are residents; then the elections. */
function noteElections(town: Town, { agenda, life }: { agenda: Agenda; life: TownLife }): () => Past {
  const rolls = new Map<RollName, TownRoll>();
  let key: TownKey | undefined;
  let waitingCeremonyId = 0n;
  agenda.on(-13.7, async () => {
    key = await makeTownKey(town, { count: 3, threshold: 2 });
  });
  agenda.on(-13.3, async () => {
    for (const [name, roll] of Object.entries(await publishRolls(town, life))) rolls.set(name as RollName, roll);
  });
  agenda.on(-0.6, async () => {
    // The visiting keeper is the last one, and has not begun.
    const accounts = [FIRST_KEY_KEEPER + 2, FIRST_KEY_KEEPER + 3, VISITING_KEEPER];
    const wish = { count: 3, upTo: "called", ahead: 2, accounts, deadlines: ["4d", "6d", "8d"] } as const;
    waitingCeremonyId = (await makeTownKey(town, wish)).ceremonyId;
  });
  for (const paper of BALLOT_PAPERS) {
    holdElection(town, { agenda, paper, prepared: () => ({ key: key!, roll: rolls.get(paper.roll)! }) });
  }
  return () => ({ key: key!, waitingCeremonyId });
}

async function publishRolls(town: Town, { residents }: TownLife): Promise<Record<RollName, TownRoll>> {
  const visitors = residents.slice(0, VISITOR_COUNT).map(({ person }) => person.identity);
  const publish = (name: RollName, voters = newVoters(9), weights?: readonly bigint[]) =>
    publishTownRoll(town, { name: ROLL_NAMES[name], voters, ...(weights === undefined ? {} : { weights }) });
  return {
    residents: await publish("residents", [...visitors, ...newVoters(18)]),
    teachers: await publish("teachers"),
    cooperative: await publish("cooperative", newVoters(5), [12n, 3n, 8n, 1n, 5n]),
  };
}

async function demonstrationOf(
  town: Town,
  { life, key, waitingCeremonyId }: Past & { life: TownLife },
): Promise<SeededDemonstration> {
  const { chain } = town;
  const seededAt = await latestTime(chain);
  const folder = await mkdtemp(join(tmpdir(), "psephos-demonstration-"));
  try {
    return {
      format: DEMONSTRATION_FORMAT,
      chainId: chain.chainId,
      elections: chain.deployment.addresses.elections.toLowerCase(),
      seededAt,
      goodUntil: seededAt + GOOD_SECONDS,
      passphrase,
      wallets: await sealWallets(folder, life),
      accounts: [
        { role: "organizer", number: TOWN_CLERK },
        { role: "registry", number: REGISTRY_ACCOUNT },
        { role: "housing", number: HOUSING_ACCOUNT },
        { role: "keeper", number: VISITING_KEEPER },
      ],
      claimAddress: await openClerksBox(town),
      keeperKey: await sealKeeperKey(town, key),
      housingDesk: life.housingDesk,
      // Elections are numbered from 1 in the order of their calls.
      votingElectionIds: BALLOT_PAPERS.toSorted((one, other) => one.calledOn - other.calledOn).flatMap(
        ({ ending }, at) => (ending === "voting" ? [BigInt(at + 1)] : []),
      ),
      enrolmentId: life.enrolmentId,
      policyIds: [...life.policies.values()],
      keyCeremonyId: key.ceremonyId,
      ceremonyId: waitingCeremonyId,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sealWallets(folder: string, { residents }: TownLife): Promise<Demonstration["wallets"]> {
  return Promise.all(
    residents.slice(0, VISITOR_COUNT).map(async ({ person, wallet }, at) => {
      const file = join(folder, `wallet-${at}.json`);
      await sealFile({ file, kind: "wallet", content: walletContent(wallet), passphrase });
      return { name: nameOf(person), file: await readFileText(file) };
    }),
  );
}

/** As people of either language write it. */
function nameOf({ entry: { givenName = "", familyName = "" } }: Person): string {
  return /\p{Script=Han}/u.test(familyName) ? `${familyName}${givenName}` : `${givenName} ${familyName}`;
}

async function sealKeeperKey({ workspace }: Town, { keepers }: TownKey): Promise<string> {
  const { key } = keepers[VISITING_KEEPER - FIRST_KEY_KEEPER]!;
  await saveTrusteeKey({ workspace, seat: key.seat, passphrase, key, overwrite: false });
  return readFileText(workspace.trusteeFile(key.seat));
}
