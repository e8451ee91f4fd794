import { bulkPoseidon } from "../../../crypto/poseidon-bulk.ts";
import { rollTag } from "./encoding.ts";

export interface RollRow {
  readonly commitment: bigint;
  readonly weight: bigint;
}

/** Root of the roll's tree, by its definition: pairs are hashed level by level, a node without a neighbour moves up as it is. */
export async function rollRoot(rows: readonly RollRow[]): Promise<bigint> {
  const engine = await bulkPoseidon();
  const hashOf = (parts: readonly Uint8Array[]): Uint8Array => engine.hash(new Uint8Array(Buffer.concat(parts)));
  const tag = engine.encode(rollTag());
  let level = rows.map(({ commitment, weight }) => hashOf([tag, engine.encode(commitment), engine.encode(weight)]));
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at]!, level[at + 1]];
      above.push(right === undefined ? left : hashOf([left, right]));
    }
    level = above;
  }
  return level[0] === undefined ? 0n : engine.decode(level[0]);
}
