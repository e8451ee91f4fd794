import { keccak_256 } from "@noble/hashes/sha3.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { flattenSignals, readCircuits } from "../../scripts/circuits/list.ts";
import { errorsModule } from "../../scripts/generate/abi.ts";
import { circomConstants } from "../../scripts/generate/circom-constants.ts";
import { staleFiles, writeFiles } from "../../scripts/generate/files.ts";
import { solidityConstants } from "../../scripts/generate/solidity-constants.ts";
import { SIGNALS, type CircuitName } from "../../src/generated/signals.ts";
import { RULES_LAYOUT, TAGS } from "../../src/protocol/params.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("generate", () => {
  it("flattens signals with the last index fastest, as Circom does", () => {
    assert.deepEqual(flattenSignals(["a", "b[2]", "c[2][3]"]), [
      ...["a", "b[0]", "b[1]"],
      ...["c[0][0]", "c[0][1]", "c[0][2]", "c[1][0]", "c[1][1]", "c[1][2]"],
    ]);
  });

  it("refuses a signal that it cannot read", () => {
    assert.throws(() => flattenSignals(["a[n]"]), /"a\[n\]" is not a signal/);
  });

  it("gives every circuit of the list its public signals", () => {
    for (const { name, publicSignals } of readCircuits()) {
      assert.deepEqual([...SIGNALS[name as CircuitName]], flattenSignals(publicSignals));
    }
  });

  it("T012: gives every role its own tag, keccak256 of its preimage shifted into the field", () => {
    const circom = circomConstants();
    const solidity = solidityConstants(readCircuits());
    const tags = Object.entries(TAGS).map(([role, preimage]) => {
      const digest = Buffer.from(keccak_256(new TextEncoder().encode(preimage))).toString("hex");
      const tag = BigInt(`0x${digest}`) >> 8n;
      assert.ok(circom.includes(`function TAG_${role}() { return ${tag}; }`));
      assert.ok(solidity.includes(`uint256 internal constant TAG_${role} = ${tag};`));
      return tag;
    });
    assert.equal(new Set(tags).size, tags.length);
  });

  it("carries offset and width of every field of the rules into Circom and Solidity", () => {
    const circom = circomConstants();
    const solidity = solidityConstants(readCircuits());
    const [offset, bits] = RULES_LAYOUT.maxTotal;
    assert.ok(circom.includes(`function RULE_MAX_TOTAL_OFFSET() { return ${offset}; }`));
    assert.ok(circom.includes(`function RULE_MAX_TOTAL_BITS() { return ${bits}; }`));
    assert.ok(solidity.includes(`RULE_MAX_TOTAL_OFFSET = ${offset};`));
    assert.ok(solidity.includes(`RULE_MAX_TOTAL_MASK = ${2n ** BigInt(bits) - 1n};`));
  });

  it("finds a generated file that is missing, edited or outdated, and no other", async () => {
    const folder = temporaryFolder();
    try {
      const files = { "a.ts": "export const A = 1;\n", "b.ts": "export const B = 2;\n", "c.circom": "// c\n" };
      assert.deepEqual(await staleFiles(folder.path, files), ["a.ts", "b.ts", "c.circom"]);
      assert.deepEqual(await writeFiles(folder.path, files), ["a.ts", "b.ts", "c.circom"]);
      assert.deepEqual(await writeFiles(folder.path, files), []);
      folder.write("b.ts", `${readFileSync(`${folder.path}/b.ts`, "utf8")}\n`);
      assert.deepEqual(await staleFiles(folder.path, { ...files, "a.ts": "export const A = 3;\n" }), ["a.ts", "b.ts"]);
    } finally {
      folder.remove();
    }
  });

  it("names the script in the first line of what it writes", async () => {
    const folder = temporaryFolder();
    try {
      await writeFiles(folder.path, { "a.ts": "export const A = 1;\n" });
      const [first] = readFileSync(`${folder.path}/a.ts`, "utf8").split("\n");
      assert.match(first ?? "", /scripts\/generate\.ts/);
    } finally {
      folder.remove();
    }
  });

  it("lists an error once that several contracts declare", () => {
    const abi = [{ type: "error", name: "NotOnCurve", inputs: [{ name: "x", type: "uint256" }] }];
    const text = errorsModule([
      { name: "A", abi },
      { name: "B", abi },
    ]);
    assert.equal(text.match(/NotOnCurve\(uint256\)/g)?.length, 1);
  });
});
