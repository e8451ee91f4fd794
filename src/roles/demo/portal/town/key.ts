import { randomScalar } from "../../../../crypto/random.ts";
import { drawDealing, type DealingSecret } from "../../../../protocol/dealing.ts";
import type { Account } from "../../../chain-session.ts";
import { createCeremony } from "../../../organizer/create-ceremony.ts";
import { commit } from "../../../trustee/commit.ts";
import { deal } from "../../../trustee/deal.ts";
import type { TrusteeKey } from "../../../trustee/key-file.ts";
import { register } from "../../../trustee/register.ts";
import { FIRST_KEY_KEEPER, TOWN_CLERK, type Town } from "./town.ts";

export interface KeyKeeper {
  /** From 1. */
  readonly index: number;
  readonly account: Account;
  readonly key: TrusteeKey & { readonly dealing: DealingSecret };
}

export interface TownKey {
  readonly ceremonyId: bigint;
  readonly threshold: number;
  readonly keepers: readonly KeyKeeper[];
}

/** How far a ceremony goes: what the keepers have all done. */
export const KEY_STEPS = ["called", "registered", "committed", "finished"] as const;
export type KeyStep = (typeof KEY_STEPS)[number];

export interface KeyWish {
  readonly count?: number;
  /** Of the keepers, by number; in a row from the first one unless told. */
  readonly accounts?: readonly number[];
  readonly threshold?: number;
  /** The whole ceremony unless told. */
  readonly upTo?: KeyStep;
  /** Each step's time, as people write it. */
  readonly deadlines?: readonly [registerBy: string, commitBy: string, dealBy: string];
  /** How many of the keepers do their part in the step after `upTo`: work under way. */
  readonly ahead?: number;
}

/** Key keepers make an election key together, all of them honest and present. */
export async function makeTownKey(town: Town, wish: KeyWish = {}): Promise<TownKey> {
  const { count = 2, threshold = 2, upTo = "finished", ahead = 0 } = wish;
  const numbers = wish.accounts ?? Array.from({ length: count }, (_, at) => FIRST_KEY_KEEPER + at);
  const { chain } = town;
  const [registerBy, commitBy, dealBy] = wish.deadlines ?? ["1h", "2h", "3h"];
  const accounts = await Promise.all(numbers.map((number) => town.account(number)));
  const { ceremonyId } = await createCeremony({
    chain,
    account: await town.account(TOWN_CLERK),
    plan: { trustees: accounts.map(({ address }) => address), threshold, registerBy, commitBy, dealBy },
  });
  const keepers = accounts.map((account, at) => ({
    index: at + 1,
    account,
    key: newKey({ town, ceremonyId, index: at + 1, threshold, count }),
  }));
  const steps = [registerAt, commitAt, dealAt];
  const whole = KEY_STEPS.indexOf(upTo);
  for (const [at, step] of steps.entries()) {
    for (const keeper of keepers.slice(0, at < whole ? count : at === whole ? ahead : 0)) await step(town, keeper);
  }
  return { ceremonyId, threshold, keepers };
}

function registerAt({ chain }: Town, { account, key }: KeyKeeper): Promise<unknown> {
  const { seat, communicationSecret } = key;
  return register({ chain, account, seat, communicationSecret, random: randomScalar });
}

function commitAt({ chain }: Town, { account, key }: KeyKeeper): Promise<unknown> {
  return commit({ chain, account, key });
}

function dealAt({ chain, prover }: Town, { account, key }: KeyKeeper): Promise<unknown> {
  return deal({ chain, account, prover, key });
}

function newKey(input: { town: Town; ceremonyId: bigint; index: number; threshold: number; count: number }) {
  const { town, ceremonyId, index, threshold, count } = input;
  const { chainId, deployment } = town.chain;
  return {
    seat: { chainId, ceremonies: deployment.addresses.ceremonies, ceremonyId, index },
    communicationSecret: randomScalar(),
    dealing: drawDealing({ threshold, trusteeCount: count, random: randomScalar }),
    opened: {},
  };
}
