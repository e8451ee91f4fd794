import { read, type Chain } from "./contracts.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** What a registrar publishes of a roll file. */
export interface RollFacts {
  readonly root: bigint;
  readonly size: number;
  readonly totalWeight: bigint;
  /** keccak256 of the file, 0x… */
  readonly fileHash: string;
}

/** A published roll; never changes. */
export interface RollRecord extends RollFacts {
  readonly rollId: bigint;
  readonly registrar: string;
  /** Unix seconds. */
  readonly publishedAt: number;
}

export async function publishRoll({
  chain,
  account,
  roll,
}: Sender & { roll: RollFacts }): Promise<Sent & { rollId: bigint }> {
  const contract = chain.contracts.rolls;
  const args = [roll.root, roll.size, roll.totalWeight, roll.fileHash];
  const sent = await send({ connection: chain, account, contract, name: "publishRoll", args });
  return { ...sentOf(sent), rollId: eventOf(sent, contract, "RollPublished")["rollId"] as bigint };
}

interface RawRoll {
  readonly root: bigint;
  readonly size: bigint;
  readonly totalWeight: bigint;
  readonly fileHash: string;
  readonly registrar: string;
  readonly publishedAt: bigint;
}

export async function readRoll(chain: Chain, rollId: bigint): Promise<RollRecord> {
  const raw = await read<RawRoll>({ contract: chain.contracts.rolls, name: "roll", args: [rollId] });
  return {
    rollId,
    root: raw.root,
    size: Number(raw.size),
    totalWeight: raw.totalWeight,
    fileHash: raw.fileHash,
    registrar: raw.registrar,
    publishedAt: Number(raw.publishedAt),
  };
}
