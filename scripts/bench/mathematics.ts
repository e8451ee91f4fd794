import { LeanIMT } from "@zk-kit/lean-imt";
import { Base8, addPoint, mulPointEscalar } from "@zk-kit/baby-jubjub";
import { BASE, add, multiply, multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { MerkleTree } from "../../src/crypto/merkle.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { alternate, compare, round, timed, type Comparison } from "./measure.ts";

/** Times a leaf, in milliseconds. The peer builds a smaller tree: its time a leaf does not depend on the size. */
export interface RollTimes extends Comparison {
  readonly leaves: number;
  readonly seconds: number;
}

const PEER_LEAVES = 2 ** 10;

/** The roll's tree against @zk-kit/lean-imt over the same hash function of our own. */
export async function rollTimes(leaves = 2 ** 16): Promise<RollTimes> {
  const rows = Array.from({ length: leaves }, (_, index) => BigInt(index + 1));
  await MerkleTree.fromLeaves(rows.slice(0, 8));
  const oursMs = await timed(() => MerkleTree.fromLeaves(rows));
  const peerMs = await timed(() => new LeanIMT<bigint>((a, b) => poseidon([a, b]), rows.slice(0, PEER_LEAVES)));
  return {
    leaves,
    seconds: round(oursMs / 1000),
    ...compare({ oursMs: oursMs / leaves, peerMs: peerMs / PEER_LEAVES }),
  };
}

const STEPS = 20;

/** Steps on BabyJubJub against @zk-kit/baby-jubjub. */
export async function babyJubJubTimes(rounds: number): Promise<Record<string, Comparison>> {
  const scalars = Array.from({ length: STEPS }, randomScalar);
  const points = scalars.map((scalar) => multiplyBase(scalar));
  const peerPoints = points.map(([x, y]): [bigint, bigint] => [x, y]);
  const each = (work: (index: number) => unknown) => (): void => scalars.forEach((_, index) => work(index));
  const steps = {
    addition: {
      ours: each((index) => add(points[index]!, BASE)),
      peer: each((index) => addPoint(peerPoints[index]!, Base8)),
    },
    "base multiplication": {
      ours: each((index) => multiplyBase(scalars[index]!)),
      peer: each((index) => mulPointEscalar(Base8, scalars[index]!)),
    },
    multiplication: {
      ours: each((index) => multiply(points[index]!, scalars[index]!)),
      peer: each((index) => mulPointEscalar(peerPoints[index]!, scalars[index]!)),
    },
  };
  const results: Record<string, Comparison> = {};
  for (const [name, pair] of Object.entries(steps)) {
    const { oursMs, peerMs } = await alternate({ ...pair, rounds });
    results[name] = compare({ oursMs: oursMs / STEPS, peerMs: peerMs / STEPS });
  }
  return results;
}
