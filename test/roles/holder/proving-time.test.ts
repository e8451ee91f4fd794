import assert from "node:assert/strict";
import type { Connection } from "../../../src/chain/provider.ts";
import { provingTime } from "../../../src/roles/holder/proving-time.ts";

const CLOCK = 1_772_353_200;
const clock = () => CLOCK;
const nodeAt = (timestamp: number, isLocal = false) =>
  ({ isLocal, provider: { getBlock: () => Promise.resolve({ number: 1, timestamp }) } }) as unknown as Connection;

describe("the time of which a proof says that it was made then", () => {
  it("is the chain's, also where that is behind or a little ahead of this machine", async () => {
    for (const time of [CLOCK - 86_400, CLOCK, CLOCK + 900]) {
      assert.equal(await provingTime(nodeAt(time), { clock }), time);
    }
  });

  it("is not one to come: a node would get a proof to use after its holder has withdrawn", async () => {
    const refusal = { code: "CHAIN_UNSUPPORTED", detail: { ahead: 901 } };
    await assert.rejects(provingTime(nodeAt(CLOCK + 901), { clock }), refusal);
    assert.equal(await provingTime(nodeAt(CLOCK + 901, true), { clock }), CLOCK + 901);
  });
});
