import assert from "node:assert/strict";
import { ownSources } from "./compile.ts";

const SUBJECTS = ["ballot/", "key-ceremony/", "tally/", "lib/"];
const SOURCES = Object.entries(ownSources()).filter(([file]) => SUBJECTS.some((folder) => file.startsWith(folder)));

function matches(pattern: RegExp): string[] {
  return SOURCES.flatMap(([file, text]) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match.trim()}`));
}

describe("circuit sources", () => {
  it("T016: assert parameters only, never signals, as an assertion constrains nothing", () => {
    assert.deepEqual(matches(/\bassert\(.*/g).sort(), [
      "ballot/encryption.circom: assert(2 * count == MESSAGE_BITS());",
      "lib/fixed-base.circom: assert(count <= 125);",
      "lib/range.circom: assert(n <= 253);",
      "lib/range.circom: assert(n <= 253);",
      "lib/variable-base.circom: assert(count <= 125);",
      "lib/variable-base.circom: assert(count <= 125);",
    ]);
  });

  it("T012: give each role of Poseidon its own arity or tag, but for Semaphore's and LeanIMT's", () => {
    assert.deepEqual(matches(/Poseidon\(\d+\)\(.*\)/g).sort(), [
      "ballot/membership.circom: Poseidon(2)([scope, secret])",
      "ballot/membership.circom: Poseidon(2)(publicKey)",
      "ballot/membership.circom: Poseidon(3)([TAG_ROLL(), commitment, weight])",
      "key-ceremony/dealing.circom: Poseidon(4)([TAG_DEALING(), agreed[0], agreed[1], context])",
      "lib/lean-tree.circom: Poseidon(2)([node[i] + swap[i], siblings[i] - swap[i]])",
    ]);
  });

  it("T007: give a reason beside every signal that is assigned without a constraint", () => {
    for (const [file, text] of SOURCES) {
      const lines = text.split("\n");
      lines.forEach((line, index) => {
        if (!line.includes("<--")) return;
        const before = lines.slice(Math.max(0, index - 3), index);
        assert.ok(
          before.some((other) => other.trim().startsWith("//")),
          `${file}:${index + 1} has a hint without a reason`,
        );
      });
    }
  });

  it("T017, T018: use no comparator and no signature gadget of circomlib", () => {
    assert.deepEqual(matches(/\b(LessThan|LessEqThan|GreaterThan|GreaterEqThan|EdDSA\w*|BabyAdd|BabyDbl)\b/g), []);
  });

  it("tell in each template's head what it proves and what it costs", () => {
    for (const [file, text] of SOURCES) {
      for (const [head, name] of text.matchAll(/((?:^\/\/.*\n)*)^template (\w+)/gm)) {
        assert.match(head, /Proves:|The integer of the bits/, `${file}: ${name}`);
      }
    }
  });
});
