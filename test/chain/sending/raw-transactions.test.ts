import assert from "node:assert/strict";
import { Transaction, Wallet } from "ethers";
import type { Connection } from "../../../src/chain/provider.ts";
import { broadcast, signTransaction, type BroadcastOutcome } from "../../../src/chain/sending/raw-transactions.ts";

const account = new Wallet(Wallet.createRandom().privateKey);
const GWEI = 10n ** 9n;

function connection(fields: object = {}): Connection {
  return {
    url: "",
    chainId: 11_155_111,
    isLocal: false,
    close: () => undefined,
    provider: {},
    ...fields,
  } as Connection;
}

describe("signed transactions", () => {
  for (const hasBaseFee of [true, false]) {
    for (const data of [
      "0x",
      "0x00",
      "0x7f",
      "0x80",
      `0x${"ab".repeat(55)}`,
      `0x${"cd".repeat(56)}`,
      `0x${"01".repeat(70_000)}`,
    ]) {
      for (const nonce of [0, 127, 128, 70_000]) {
        it(`are those of ethers: ${data.length / 2 - 1} bytes of data, nonce ${nonce}, ${hasBaseFee ? "with" : "without"} a base fee`, () => {
          const to = Wallet.createRandom().address;
          const fee = { maxFeePerGas: 7n * GWEI + 1n, priorityFee: GWEI };
          const draft = { connection: connection(), account, to, data, nonce, gasLimit: 8_000_000n, fee, hasBaseFee };
          const { hash, raw } = signTransaction(draft);
          const read = Transaction.from(raw);
          const price = hasBaseFee
            ? { type: 2, maxFeePerGas: fee.maxFeePerGas, maxPriorityFeePerGas: fee.priorityFee }
            : { type: 0, gasPrice: fee.maxFeePerGas };
          const expected = Transaction.from({ chainId: 11_155_111, to, data, nonce, gasLimit: 8_000_000n, ...price });
          expected.signature = account.signingKey.sign(expected.unsignedHash);
          assert.equal(raw, expected.serialized);
          assert.deepEqual([hash, read.hash, read.from], [expected.hash, hash, account.address]);
        });
      }
    }
  }

  it("are free where gas is", () => {
    const fee = { maxFeePerGas: 0n, priorityFee: 0n };
    const draft = {
      connection: connection(),
      account,
      to: account.address,
      data: "0x",
      nonce: 0,
      gasLimit: 21_000n,
      fee,
    };
    assert.equal(Transaction.from(signTransaction({ ...draft, hasBaseFee: true }).raw).maxFeePerGas, 0n);
    assert.equal(Transaction.from(signTransaction({ ...draft, hasBaseFee: false }).raw).gasPrice, 0n);
  });

  const WORDS: readonly (readonly [string, BroadcastOutcome])[] = [
    ["already known", "taken"],
    ["transaction already imported", "taken"],
    ["Known transaction", "taken"],
    ["AlreadyKnown", "taken"],
    ["nonce too low: next nonce 5, tx nonce 4", "nonce-used"],
    ["Nonce too low", "nonce-used"],
    ["OldNonce", "nonce-used"],
    ["replacement transaction underpriced", "underpriced"],
    ["transaction underpriced: gas tip cap 0, minimum needed 1", "underpriced"],
    ["max fee per gas less than block base fee", "underpriced"],
    ["Gas price below configured minimum gas price", "underpriced"],
    ["insufficient funds for gas * price + value: balance 0, tx cost 5", "unpaid"],
    ["Upfront cost exceeds account balance", "unpaid"],
    ["exceeds block gas limit", "too-large"],
    ["Transaction gas limit exceeds block gas limit", "too-large"],
    ["intrinsic gas too high -- tx.gas > env.block.gas_limit", "too-large"],
    ["transaction gas limit too high (cap: 16777216, tx: 20000000)", "too-large"],
  ];
  for (const [message, outcome] of WORDS) {
    it(`are ${outcome} when a node says "${message}"`, async () => {
      const send = (): Promise<never> =>
        Promise.reject(Object.assign(new Error("could not coalesce error"), { error: { code: -32000, message } }));
      assert.equal(await broadcast(connection({ provider: { send } }), "0x02"), outcome);
    });
  }

  it("may have arrived or not when the node does not answer", async () => {
    const send = (): Promise<never> => Promise.reject(Object.assign(new Error("timeout"), { code: "TIMEOUT" }));
    await assert.rejects(broadcast(connection({ provider: { send } }), "0x02"), { code: "CHAIN_TIMEOUT" });
  });
});
