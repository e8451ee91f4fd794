import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { leafHash } from "../../../src/protocol/log/hash.ts";
import { LogTree } from "../../../src/protocol/log/tree.ts";
import { toHex } from "../../../src/protocol/sharing/hex.ts";
import {
  hasHead,
  headOf,
  logHeadTypedData,
  parseReceipt,
  receiptHolds,
  receiptSigner,
  receiptText,
  type LogReceipt,
} from "../../../src/protocol/sharing/log-head.ts";
import { ACCOUNT } from "./fixtures.ts";

const ENTRIES = Array.from({ length: 6 }, (_, index) => `entry ${index}`);
const PLACE = { chainId: 31337n, anchors: `0x${"7c".repeat(20)}`, logId: 3n };

function treeOf(entries: readonly string[]): LogTree {
  const tree = new LogTree();
  entries.forEach((entry) => tree.append(leafHash(new TextEncoder().encode(entry))));
  return tree;
}

async function signedReceipt(sequence: number): Promise<LogReceipt> {
  const tree = treeOf(ENTRIES);
  const { domain, types, value } = logHeadTypedData(headOf(tree), PLACE);
  return {
    format: "psephos.log-receipt/1",
    ...{ sequence, size: tree.size, root: toHex(tree.root()) },
    proof: tree.inclusionProof(sequence).map(toHex),
    signed: { ...PLACE, signature: await ACCOUNT.signTypedData(domain, types, value) },
  };
}

describe("receipts of the log", () => {
  it("hold for their entry, and say who answers for the log", async () => {
    const receipt = await signedReceipt(4);
    assert.deepEqual(parseReceipt(receiptText(receipt)), receipt);
    assert.ok(receiptHolds(receipt, "entry 4"));
    assert.ok(!receiptHolds(receipt, "entry 3"));
    assert.ok(!receiptHolds({ ...receipt, sequence: 3 }, "entry 4"));
    assert.ok(!receiptHolds({ ...receipt, size: 0 }, "entry 4"));
    assert.equal(receiptSigner(receipt), ACCOUNT.address);
  });

  it("are signed by nobody known when head or place was altered, and by nobody without a signature", async () => {
    const receipt = await signedReceipt(4);
    const { signed, ...unsigned } = receipt;
    assert.ok(signed !== undefined);
    const altered: LogReceipt[] = [
      { ...receipt, size: 7 },
      { ...receipt, root: toHex(treeOf(ENTRIES.slice(1)).root()) },
      { ...receipt, signed: { ...signed, logId: 4n } },
      { ...receipt, signed: { ...signed, chainId: 1n } },
      { ...receipt, signed: { ...signed, anchors: `0x${"7d".repeat(20)}` } },
      { ...receipt, signed: { ...signed, signature: `0x${"00".repeat(65)}` } },
      unsigned,
    ];
    for (const each of altered) assert.notEqual(receiptSigner(each), ACCOUNT.address);
    assert.equal(receiptSigner(unsigned), undefined);
  });

  it("are refused in another form", async () => {
    const receipt = await signedReceipt(0);
    const spoilt = [
      JSON.stringify(JSON.parse(receiptText(receipt)), null, 1),
      receiptText({ ...receipt, sequence: -1 }),
      receiptText({ ...receipt, root: "0x00" }),
      receiptText({ ...receipt, proof: Array<string>(65).fill(receipt.root) }),
    ];
    for (const text of spoilt) {
      assert.throws(
        () => parseReceipt(text),
        (error) => isPsephosError(error, "SHARING_MALFORMED"),
      );
    }
  });

  it("belong to a log that still begins with their head", () => {
    const tree = treeOf(ENTRIES);
    const early = { size: 3, root: tree.root(3) };
    assert.ok(hasHead(tree, early));
    assert.ok(!hasHead(tree, { ...early, size: 4 }));
    assert.ok(!hasHead(treeOf(ENTRIES.slice(0, 2)), early));
  });
});
