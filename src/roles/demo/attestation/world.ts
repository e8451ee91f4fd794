import type { Credential } from "../../../protocol/credential/credential-json.ts";
import { decodeTime } from "../../../protocol/credential/encoding.ts";
import { latestBirthDate } from "../../../protocol/credential/age.ts";
import type { PresentationContext } from "../../../protocol/credential/context.ts";
import type { AskedPolicy } from "../../../protocol/credential/asked-policy.ts";
import type { StatusListFiles } from "../../../protocol/credential/lists-hash.ts";
import type { Presentation } from "../../../protocol/credential/presentation-file.ts";
import { latestTime } from "../../../chain/time.ts";
import type { Account } from "../../chain-session.ts";
import { heldCredentials } from "../../holder/held-credentials.ts";
import { present } from "../../holder/present.ts";
import type { Wallet } from "../../holder/wallet.ts";
import type { IssuerKey } from "../../issuer/issuer-key.ts";
import type { IssuerLedger } from "../../issuer/ledger.ts";
import type { PublishedPolicy } from "../../published-policy.ts";
import { folderStatusLists } from "../../status-list-files.ts";
import type { Stage } from "../stage.ts";

/** Accounts by number, beside the stage's own. */
export const MEMBERS = [2, 3, 4] as const;
export const AUTHORITY_THRESHOLD = 2;
export const REGISTRY_ACCOUNT = 5;
export const HOUSING_ACCOUNT = 6;
export const CITIZEN_ACCOUNT = 7;

const ADULT_AGE = 18;

/** The civil registry: it issues. */
export interface Registry {
  readonly account: Account;
  readonly key: IssuerKey;
  readonly ledger: IssuerLedger;
  /** In the trust tree. */
  readonly keyIndex: number;
  /** All status lists that it ever published, the latest last. */
  readonly published: StatusListFiles[];
}

export interface Citizen {
  readonly reference: string;
  /** What the registry's books say of her, by attribute. */
  readonly entry: Readonly<Record<string, string>>;
  readonly wallet: Wallet;
}

/** Who carries which part of the story. */
export interface Citizens {
  /** All who got a credential. */
  readonly all: readonly Citizen[];
  /** Adults whose credentials stay good; the first one is followed through the story. */
  readonly adults: readonly [Citizen, Citizen, ...Citizen[]];
  /** Her card is stolen. */
  readonly unlucky: Citizen;
  readonly minor: Citizen;
}

/** YYYY-MM-DD, by the chain's clock. */
export async function todayOf({ chain }: Stage): Promise<string> {
  return decodeTime(BigInt(await latestTime(chain))).slice(0, 10);
}

/** Latest date of birth of those who are of age today. */
export async function bornByOf(stage: Stage): Promise<string> {
  return latestBirthDate({ age: ADULT_AGE, on: await todayOf(stage) });
}

/** Status lists as the registry's web server shows them: the folder that mirrors it. */
export function publishedLists({ workspace }: Stage) {
  return folderStatusLists([workspace.publicFolder]);
}

export function credentialOf({ wallet }: Citizen): Credential {
  return heldCredentials(wallet)[0]!;
}

/** What a citizen's device needs to prove. */
export function deviceOf(stage: Stage, { wallet }: Citizen) {
  const { chain, prover } = stage;
  const { identity } = wallet;
  return { chain, prover, identity, credentials: heldCredentials(wallet), source: publishedLists(stage) };
}

export function proveFor(
  stage: Stage,
  input: { citizen: Citizen; asked: AskedPolicy | PublishedPolicy; context: PresentationContext },
): Promise<Presentation> {
  const { citizen, ...question } = input;
  return present({ ...deviceOf(stage, citizen), ...question });
}

/** Enough of a long number to find it again. */
export function startOf(number: bigint): string {
  return number.toString(16).padStart(64, "0").slice(0, 12);
}
