import { bulkPoseidon, type BulkPoseidon } from "../../crypto/poseidon-bulk.ts";
import { requireInteger } from "../../errors.ts";
import type { Brand } from "../brand.ts";
import { STATUS_CHILD_BITS, STATUS_DEPTH, STATUS_ENTRY_BITS, STATUS_WORD_BITS } from "./params.ts";
import { STATUS_LIST_SIZE, isMarked, type StatusPurpose } from "./status-list.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** Root of an issuer's two status lists together. */
export type StatusRoot = Brand<bigint, "StatusRoot">;

/** A leaf and, on each level, the children of one parent: what the circuit needs to read one entry. */
export interface StatusWay {
  readonly words: readonly bigint[];
  readonly nodes: readonly (readonly bigint[])[];
}

const ENTRIES = 1 << STATUS_ENTRY_BITS;
const WORDS = 1 << STATUS_WORD_BITS;
const CHILDREN = 1 << STATUS_CHILD_BITS;

/**
 * The same bits as the two lists. Word w holds the entries 64w … 64w + 63: bit i the revocation of entry 64w + i, bit 64 + i its
 * suspension. A leaf is Poseidon5(TAG_STATUS, 4 words), a node Poseidon9(TAG_STATUS_NODE, 8 children), on 3 levels.
 */
export class StatusTree {
  readonly root: StatusRoot;
  readonly #words: readonly bigint[];
  readonly #levels: readonly (readonly bigint[])[];

  private constructor(words: readonly bigint[], levels: readonly (readonly bigint[])[]) {
    this.#words = words;
    this.#levels = levels;
    this.root = levels.at(-1)![0]! as StatusRoot;
  }

  static async of(lists: { revocation: Uint8Array; suspension: Uint8Array }): Promise<StatusTree> {
    const engine = await bulkPoseidon();
    const words = Array.from({ length: STATUS_LIST_SIZE / ENTRIES }, (_, word) => wordOf(lists, word));
    const hash = cachedHash(engine);
    const levels = [groups(words, WORDS).map((leaf) => hash([CREDENTIAL_TAG.STATUS, ...leaf]))];
    for (let level = 0; level < STATUS_DEPTH; level++) {
      levels.push(groups(levels[level]!, CHILDREN).map((children) => hash([CREDENTIAL_TAG.STATUS_NODE, ...children])));
    }
    return new StatusTree(words, levels);
  }

  /** Why the entry's credential may not be used, or undefined. */
  markOf(index: number): StatusPurpose | undefined {
    requireInteger(index, { name: "index", min: 0, max: STATUS_LIST_SIZE - 1 });
    const word = this.#words[index >> STATUS_ENTRY_BITS]! >> BigInt(index % ENTRIES);
    if ((word & 1n) !== 0n) return "revocation";
    return ((word >> BigInt(ENTRIES)) & 1n) !== 0n ? "suspension" : undefined;
  }

  way(index: number): StatusWay {
    requireInteger(index, { name: "index", min: 0, max: STATUS_LIST_SIZE - 1 });
    const leaf = index >> (STATUS_ENTRY_BITS + STATUS_WORD_BITS);
    return {
      words: this.#words.slice(leaf * WORDS, (leaf + 1) * WORDS),
      nodes: Array.from({ length: STATUS_DEPTH }, (_, level) => {
        const family = leaf >> (STATUS_CHILD_BITS * (level + 1));
        return this.#levels[level]!.slice(family * CHILDREN, (family + 1) * CHILDREN);
      }),
    };
  }
}

function wordOf({ revocation, suspension }: { revocation: Uint8Array; suspension: Uint8Array }, word: number): bigint {
  let bits = 0n;
  for (let entry = 0; entry < ENTRIES; entry++) {
    if (isMarked(revocation, word * ENTRIES + entry)) bits |= 1n << BigInt(entry);
    if (isMarked(suspension, word * ENTRIES + entry)) bits |= 1n << BigInt(ENTRIES + entry);
  }
  return bits;
}

function groups(items: readonly bigint[], size: number): bigint[][] {
  return Array.from({ length: items.length / size }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Most of a list is empty: equal leaves and nodes are hashed once. */
function cachedHash(engine: BulkPoseidon): (inputs: readonly bigint[]) => bigint {
  const known = new Map<string, bigint>();
  return (inputs) => {
    const key = inputs.join();
    let hash = known.get(key);
    if (hash === undefined) {
      const packed = Uint8Array.from(inputs.flatMap((input) => [...engine.encode(input)]));
      hash = engine.decode(engine.hash(packed));
      known.set(key, hash);
    }
    return hash;
  };
}
