import { bulkPoseidon, type BulkPoseidon } from "../../../../crypto/poseidon-bulk.ts";
import type { Moment, TrustEvent } from "../ledger.ts";
import { credentialTag } from "./contexts.ts";

/** A state of the trust tree, from one event to the next that changed it. */
export interface TrustState {
  readonly root: bigint;
  readonly from: Moment;
}

export interface TrustHistory {
  /** In order; the last one is the present state. */
  readonly states: readonly TrustState[];
  /** Every root before a key was found compromised is refused from then on. */
  readonly cuts: readonly Moment[];
  /** Events whose trust root is not the one that follows from the events up to it. */
  readonly contradicting: readonly TrustEvent[];
  /** Keys that are out of order, or states of keys that were never registered. */
  readonly misplaced: readonly TrustEvent[];
}

interface Leaf {
  readonly key: readonly [bigint, bigint];
  readonly schemaHash: bigint;
  value: bigint;
}

/** Plays the registry's events again: leaf = Poseidon5(TAG_TRUST, key, schemaHash, statusRoot), 0 where a key was removed. */
export async function trustHistory(events: readonly TrustEvent[]): Promise<TrustHistory> {
  const engine = await bulkPoseidon();
  const tag = credentialTag("TRUST");
  const leaves: Leaf[] = [];
  const history = {
    states: [] as TrustState[],
    cuts: [] as Moment[],
    contradicting: [] as TrustEvent[],
    misplaced: [] as TrustEvent[],
  };
  for (const event of events) {
    if (event.kind === "registered") {
      if (event.keyIndex !== leaves.length) history.misplaced.push(event);
      leaves.push({ key: event.publicKey, schemaHash: event.schemaHash, value: 0n });
      continue;
    }
    const leaf = leaves[event.keyIndex];
    if (leaf === undefined) {
      history.misplaced.push(event);
      continue;
    }
    if (event.kind === "removed") leaf.value = 0n;
    else leaf.value = hashOf(engine, [tag, ...leaf.key, leaf.schemaHash, event.statusRoot]);
    const root = rootOf(engine, leaves);
    if (root !== event.trustRoot) history.contradicting.push(event);
    if (event.kind === "removed" && event.compromised) history.cuts.push(event);
    if (history.states.at(-1)?.root !== root) history.states.push({ root, from: event });
  }
  return history;
}

/** Pairs are hashed level by level; a node without a neighbour moves up as it is. */
function rootOf(engine: BulkPoseidon, leaves: readonly Leaf[]): bigint {
  let level = leaves.map(({ value }) => value);
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => {
      const [left, right] = [below[2 * at]!, below[2 * at + 1]];
      return right === undefined ? left : hashOf(engine, [left, right]);
    });
  }
  return level[0] ?? 0n;
}

function hashOf(engine: BulkPoseidon, inputs: readonly bigint[]): bigint {
  const packed = new Uint8Array(Buffer.concat(inputs.map((input) => engine.encode(input))));
  return engine.decode(engine.hash(packed));
}

/** Seconds since another root took this one's place, at a moment of the chain; undefined for one that was never there, or was cut off. */
export function ageOfRoot({ states, cuts }: TrustHistory, root: bigint, at: Moment): number | undefined {
  const before = states.filter(({ from }) => !isAfter(from, at));
  const last = before.findLastIndex((state) => state.root === root);
  if (last < 0) return undefined;
  const superseded = before[last + 1]?.from;
  if (superseded === undefined) return 0;
  // A cut refuses what was superseded up to its own second.
  const isCut = cuts.some((cut) => !isAfter(cut, at) && superseded.time <= cut.time);
  return isCut ? undefined : at.time - superseded.time;
}

export function isAfter(one: Moment, other: Moment): boolean {
  return one.blockNumber === other.blockNumber ? one.logIndex > other.logIndex : one.blockNumber > other.blockNumber;
}
