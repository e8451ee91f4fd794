import { HASH_BYTES, type LogHash } from "./hash.ts";

/** A growing list of hashes side by side: an array of millions of small arrays would take several times the memory. */
export class PackedHashes {
  #bytes = new Uint8Array(32 * HASH_BYTES);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(hash: LogHash): void {
    const at = this.#count * HASH_BYTES;
    if (at === this.#bytes.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(hash, at);
    this.#count++;
  }

  /** A copy: a caller cannot alter what is kept. */
  at(index: number): LogHash {
    return this.#bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
