import { randomBytes } from "node:crypto";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../../../../protocol/identity.ts";
import { makeRoll, membershipOf, type Membership } from "../../../../protocol/roll.ts";
import { serialiseRoll } from "../../../../protocol/roll-file.ts";
import { publishRoll } from "../../../registrar/publish-roll.ts";
import { openRoll } from "../../../registrar/roll-files.ts";
import { TOWN_CLERK, type Town } from "./town.ts";

export interface TownVoter {
  readonly identity: Identity;
  readonly membership: Membership;
}

export interface TownRoll {
  readonly rollId: bigint;
  readonly fileHash: string;
  /** In the order in which they were given. */
  readonly voters: readonly TownVoter[];
}

export interface RollWish {
  readonly name: string;
  readonly voters: readonly Identity[];
  /** By voter; 1 unless told. */
  readonly weights?: readonly bigint[];
}

export function newVoters(count: number): Identity[] {
  return Array.from({ length: count }, () => createIdentity(randomBytes(PRIVATE_KEY_BYTES)));
}

/** Publishes a list of these voters. */
export async function publishTownRoll(town: Town, { name, voters, weights = [] }: RollWish): Promise<TownRoll> {
  const entries = voters.map(({ commitment }, at) => ({ commitment, weight: weights[at] ?? 1n }));
  const file = serialiseRoll(makeRoll({ name, entries }));
  const { chain, workspace } = town;
  const account = await town.account(TOWN_CLERK);
  const { rollId, record } = await publishRoll({ chain, account, workspace, file });
  const { roll, tree } = await openRoll(file);
  return {
    rollId,
    fileHash: record.fileHash,
    voters: voters.map((identity) => ({
      identity,
      membership: membershipOf({ roll, tree, commitment: identity.commitment }),
    })),
  };
}
