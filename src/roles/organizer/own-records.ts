import { readEvents } from "../../chain/reading/events.ts";
import type { Chain } from "../chain-session.ts";

/** What an account put on the chain, the oldest first. */
interface By {
  readonly chain: Chain;
  readonly creator: string;
}

export interface OwnElection {
  readonly electionId: bigint;
  readonly manifestHash: string;
}

export interface OwnCeremony {
  readonly ceremonyId: bigint;
  readonly trustees: readonly string[];
  readonly threshold: number;
  /** Unix seconds. */
  readonly registerBy: number;
  readonly commitBy: number;
  readonly dealBy: number;
}

export interface OwnRoll {
  readonly rollId: bigint;
  readonly size: number;
  readonly totalWeight: bigint;
  readonly fileHash: string;
}

export async function ownElections({ chain, creator }: By): Promise<OwnElection[]> {
  const contract = chain.contracts.elections;
  const events = await readEvents({ chain, contract, name: "ElectionCreated", indexed: [null, creator] });
  return events.map(({ args }) => ({
    electionId: args["electionId"] as bigint,
    manifestHash: (args["config"] as { manifestHash: string }).manifestHash,
  }));
}

export async function ownCeremonies({ chain, creator }: By): Promise<OwnCeremony[]> {
  return ceremonies(chain, [null, creator]);
}

/** Those in which an account is one of the key keepers, whoever called for them. */
export async function ceremoniesWith({ chain, trustee }: { chain: Chain; trustee: string }): Promise<OwnCeremony[]> {
  const all = await ceremonies(chain, []);
  return all.filter(({ trustees }) => trustees.some((each) => each.toLowerCase() === trustee.toLowerCase()));
}

export async function ownRolls({ chain, creator }: By): Promise<OwnRoll[]> {
  const contract = chain.contracts.rolls;
  const events = await readEvents({ chain, contract, name: "RollPublished", indexed: [null, creator] });
  return events.map(({ args }) => ({
    rollId: args["rollId"] as bigint,
    size: Number(args["size"]),
    totalWeight: args["totalWeight"] as bigint,
    fileHash: args["fileHash"] as string,
  }));
}

async function ceremonies(chain: Chain, indexed: readonly unknown[]): Promise<OwnCeremony[]> {
  const contract = chain.contracts.ceremonies;
  const events = await readEvents({ chain, contract, name: "CeremonyCreated", indexed });
  return events.map(({ args }) => ({
    ceremonyId: args["ceremonyId"] as bigint,
    trustees: [...(args["trustees"] as string[])],
    threshold: Number(args["threshold"]),
    registerBy: Number(args["registerBy"]),
    commitBy: Number(args["commitBy"]),
    dealBy: Number(args["dealBy"]),
  }));
}

/** Elections under the keys of these ceremonies, whoever called them. */
export async function electionsUnder({
  chain,
  ceremonyIds,
}: {
  chain: Chain;
  ceremonyIds: readonly bigint[];
}): Promise<(OwnElection & { readonly ceremonyId: bigint })[]> {
  if (ceremonyIds.length === 0) return [];
  const contract = chain.contracts.elections;
  const events = await readEvents({ chain, contract, name: "ElectionCreated", indexed: [] });
  return events
    .map(({ args }) => {
      const { manifestHash, ceremonyId } = args["config"] as { manifestHash: string; ceremonyId: bigint };
      return { electionId: args["electionId"] as bigint, manifestHash, ceremonyId };
    })
    .filter(({ ceremonyId }) => ceremonyIds.includes(ceremonyId));
}
