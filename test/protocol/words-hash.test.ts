import assert from "node:assert/strict";
import { AbiCoder, keccak256 } from "ethers";
import { isPsephosError } from "../../src/errors.ts";
import { hashOfWordList, hashOfWords } from "../../src/protocol/words-hash.ts";

const MAX = 2n ** 256n - 1n;
const WORDS = [0n, 1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 128n + 5n, 2n ** 192n, MAX];

describe("hashes of words", () => {
  for (const words of [[], [0n], [MAX], WORDS, WORDS.toReversed()]) {
    it(`are those of abi.encode, of ${words.length} words`, () => {
      const coder = AbiCoder.defaultAbiCoder();
      assert.equal(hashOfWordList(words), keccak256(coder.encode(["uint256[]"], [words])));
      const types = words.map(() => "uint256");
      assert.equal(hashOfWords(words), keccak256(coder.encode(types, words)));
    });
  }

  it("refuse what is no word, rather than cutting it", () => {
    for (const word of [-1n, MAX + 1n]) {
      assert.throws(() => hashOfWords([word]), isPsephosError);
    }
  });
});
