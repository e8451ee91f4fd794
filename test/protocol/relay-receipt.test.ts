import assert from "node:assert/strict";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { isPsephosError } from "../../src/errors.ts";
import {
  parseRelayReceipt,
  relayReceiptFits,
  relayReceiptSigner,
  relayReceiptText,
  signRelayReceipt,
  type RelayPromise,
  type RelayReceipt,
} from "../../src/protocol/relay-receipt.ts";

const RELAYER = developmentAccount(9);
const PROMISE: RelayPromise = {
  chainId: 31337n,
  contract: `0x${"ab".repeat(20)}`,
  kind: "ballot",
  target: 7n,
  nullifier: 123456789n,
  contentHash: `0x${"cd".repeat(32)}`,
  ticket: "0f8fad5b-d9cb-469f-a165-70867728950e",
  submitBy: 1_800_000_300,
};

describe("relay receipt", () => {
  let receipt: RelayReceipt;

  before(async () => {
    receipt = signRelayReceipt(RELAYER, PROMISE);
  });

  const fits = (changed: RelayReceipt, content = PROMISE, relayer = RELAYER.address) =>
    relayReceiptFits({ receipt: changed, content, relayer });

  it("is the relayer's, for exactly what was sent, and the same each time", async () => {
    assert.ok(fits(receipt));
    assert.equal(relayReceiptSigner(receipt), RELAYER.address.toLowerCase());
    assert.deepEqual(signRelayReceipt(RELAYER, PROMISE), receipt);
  });

  const changes: [string, Partial<RelayReceipt>][] = [
    ["chain", { chainId: 1n }],
    ["contract", { contract: `0x${"ac".repeat(20)}` }],
    ["kind", { kind: "enrolment" }],
    ["target", { target: 8n }],
    ["nullifier", { nullifier: 5n }],
    ["content", { contentHash: `0x${"ce".repeat(32)}` }],
  ];
  for (const [what, change] of changes) {
    it(`F35: does not fit when the relayer signs another ${what}`, async () => {
      const { signature: _, format: __, ...promise } = { ...receipt, ...change };
      assert.equal(fits(signRelayReceipt(RELAYER, promise)), false);
    });

    it(`F35: is not the relayer's once its ${what} is changed`, () => {
      assert.notEqual(relayReceiptSigner({ ...receipt, ...change }), RELAYER.address.toLowerCase());
    });
  }

  it("F35: is not the relayer's with another ticket, another promise or another's signature", async () => {
    assert.equal(fits({ ...receipt, ticket: "1f8fad5b-d9cb-469f-a165-70867728950e" }), false);
    assert.equal(fits({ ...receipt, submitBy: receipt.submitBy + 300 }), false);
    assert.equal(fits(signRelayReceipt(developmentAccount(8), PROMISE)), false);
    assert.equal(fits({ ...receipt, signature: `0x${"00".repeat(65)}` }), false);
    assert.equal(fits({ ...receipt, signature: `0x${"ff".repeat(65)}` }), false);
  });

  it("goes through its file and back", () => {
    assert.deepEqual(parseRelayReceipt(relayReceiptText(receipt)), receipt);
  });

  it("refuses files that are cut, have more fields, or another spelling", () => {
    const text = relayReceiptText(receipt);
    const json = JSON.parse(text) as Record<string, unknown>;
    const spoilt = [
      text.slice(0, -9),
      JSON.stringify({ ...json, note: "x" }),
      JSON.stringify({ ...json, target: "07" }),
      JSON.stringify({ ...json, signature: receipt.signature.toUpperCase() }),
      JSON.stringify({ ...json, format: "psephos.relay-receipt/2" }),
    ];
    for (const each of spoilt) {
      assert.throws(
        () => parseRelayReceipt(each),
        (error) => isPsephosError(error, "RECEIPT_MALFORMED"),
      );
    }
  });
});
