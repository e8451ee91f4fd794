import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { snapshot, type Chain } from "./chain.ts";

const STEPS = 60n;
const LEAST = 40_000n;

/**
 * Sends one call with rising amounts of gas, each time from the same state; `check` is told whether it went through. All but the last
 * few fail.
 */
export async function sweepGas(input: {
  chain: Chain;
  contract: BaseContract;
  name: string;
  args: readonly unknown[];
  check: (done: boolean) => Promise<void>;
}): Promise<void> {
  const { chain, args, check } = input;
  const call = input.contract.getFunction(input.name);
  const needed = await call.estimateGas(...args);
  let refused = 0n;
  for (let step = 0n; step < STEPS; step++) {
    const undo = await snapshot(chain);
    const gasLimit = LEAST + ((needed - LEAST) * step) / (STEPS - 4n);
    const done = await call.send(...args, { gasLimit }).then(
      () => true,
      (error: unknown) => {
        assert.match(String(error), /gas|revert/i);
        return false;
      },
    );
    await check(done);
    refused += done ? 0n : 1n;
    await undo();
  }
  assert.ok(refused >= (STEPS * 2n) / 3n && refused < STEPS, `${refused} of ${STEPS} refused`);
}
