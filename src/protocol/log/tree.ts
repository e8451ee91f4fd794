import { requireInteger } from "../../errors.ts";
import { EMPTY_ROOT, nodeHash, requireHash, type LogHash } from "./hash.ts";
import { PackedHashes } from "./packed-hashes.ts";

/**
 * Merkle tree of RFC 9162 (Certificate Transparency 2.0) over a growing list. The hash of every complete subtree is kept, 64
 * bytes an entry in all, so that an append, a root of any earlier size and a proof each take about log2(size) steps.
 */
export class LogTree {
  /** Level h has the hashes of all complete subtrees of 2^h leaves. */
  readonly #levels: PackedHashes[] = [new PackedHashes()];

  get size(): number {
    return this.#levels[0]!.count;
  }

  /** Takes a leaf's hash, see `leafHash`. */
  append(leaf: LogHash): void {
    let hash = requireHash(leaf, "leaf");
    for (let height = 0; ; height++) {
      const level = (this.#levels[height] ??= new PackedHashes());
      level.push(hash);
      if (level.count % 2 === 1) return;
      hash = nodeHash(level.at(level.count - 2), hash);
    }
  }

  leaf(index: number): LogHash {
    requireInteger(index, { name: "index", min: 0, max: this.size - 1 });
    return this.#levels[0]!.at(index);
  }

  /** MTH(D[0:size]), the root that the log had when it had that many entries. */
  root(size = this.size): LogHash {
    requireInteger(size, { name: "size", min: 0, max: this.size });
    return size === 0 ? EMPTY_ROOT : this.#hashOf({ begin: 0, end: size });
  }

  /** PATH(index, D[0:size]) of section 2.1.3.1. */
  inclusionProof(index: number, size = this.size): LogHash[] {
    requireInteger(size, { name: "size", min: 1, max: this.size });
    requireInteger(index, { name: "index", min: 0, max: size - 1 });
    const proof: LogHash[] = [];
    let [begin, end] = [0, size];
    while (end - begin > 1) {
      const middle = begin + splitOf(end - begin);
      proof.push(this.#hashOf(index < middle ? { begin: middle, end } : { begin, end: middle }));
      [begin, end] = index < middle ? [begin, middle] : [middle, end];
    }
    return proof.reverse();
  }

  /** PROOF(first, D[0:second]) of section 2.1.4.1; empty where both are the same. */
  consistencyProof(first: number, second = this.size): LogHash[] {
    requireInteger(second, { name: "second", min: 1, max: this.size });
    requireInteger(first, { name: "first", min: 1, max: second });
    const proof: LogHash[] = [];
    let [begin, end] = [0, second];
    while (end !== first) {
      const middle = begin + splitOf(end - begin);
      proof.push(this.#hashOf(first <= middle ? { begin: middle, end } : { begin, end: middle }));
      [begin, end] = first <= middle ? [begin, middle] : [middle, end];
    }
    // The verifier knows the old root itself; any other subtree that ends at `first` it has to be told.
    if (begin > 0) proof.push(this.#hashOf({ begin, end }));
    return proof.reverse();
  }

  /** `begin` is a multiple of the next power of two from the range's length on. */
  #hashOf({ begin, end }: { begin: number; end: number }): LogHash {
    const parts: LogHash[] = [];
    for (let at = begin; at < end;) {
      const height = Math.floor(Math.log2(end - at));
      parts.push(this.#levels[height]!.at(at / 2 ** height));
      at += 2 ** height;
    }
    return parts.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The largest power of two below `length`, which is 2 or more. */
function splitOf(length: number): number {
  return 2 ** (Math.ceil(Math.log2(length)) - 1);
}
