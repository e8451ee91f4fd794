import assert from "node:assert/strict";
import { offerFee, raiseFee } from "../../../src/chain/sending/fees.ts";

const LIMITS = { maxFeePerGas: 200n, priorityFee: 10n };

describe("fees", () => {
  it("leave room for the base fee to double, up to the limit", () => {
    assert.deepEqual(offerFee({ baseFee: 50n, gasPrice: 60n }, LIMITS), { maxFeePerGas: 110n, priorityFee: 10n });
    assert.deepEqual(offerFee({ baseFee: 190n, gasPrice: 195n }, LIMITS), { maxFeePerGas: 200n, priorityFee: 10n });
    assert.equal(offerFee({ baseFee: 191n, gasPrice: 195n }, LIMITS), undefined);
  });

  it("are the node's gas price on a chain without a base fee", () => {
    assert.deepEqual(offerFee({ baseFee: undefined, gasPrice: 200n }, LIMITS), {
      maxFeePerGas: 200n,
      priorityFee: 200n,
    });
    assert.equal(offerFee({ baseFee: undefined, gasPrice: 201n }, LIMITS), undefined);
  });

  it("are nothing where gas is free, and are not raised there", () => {
    for (const baseFee of [undefined, 0n]) {
      const market = { baseFee, gasPrice: 0n };
      const free = { maxFeePerGas: 0n, priorityFee: 0n };
      assert.deepEqual(offerFee(market, LIMITS), free);
      assert.equal(raiseFee(free, { market, limits: LIMITS }), undefined);
    }
  });

  it("rise by more than a tenth each, to what the chain asks now, and never above the limit", () => {
    const market = { baseFee: 50n, gasPrice: 60n };
    const raised = raiseFee({ maxFeePerGas: 110n, priorityFee: 10n }, { market, limits: LIMITS })!;
    assert.deepEqual(raised, { maxFeePerGas: 124n, priorityFee: 12n });
    assert.ok(raised.maxFeePerGas * 10n >= 110n * 11n && raised.priorityFee * 10n >= 11n * 10n);
    const dear = { baseFee: 90n, gasPrice: 100n };
    assert.equal(
      raiseFee({ maxFeePerGas: 110n, priorityFee: 10n }, { market: dear, limits: LIMITS })!.maxFeePerGas,
      190n,
    );
    assert.equal(raiseFee({ maxFeePerGas: 180n, priorityFee: 10n }, { market, limits: LIMITS }), undefined);
  });
});
