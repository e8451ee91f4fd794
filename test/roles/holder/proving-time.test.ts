import assert from "node:assert/strict";
import type { Connection } from "../../../src/chain/provider.ts";
import { provingTime, toldTime } from "../../../src/roles/holder/proving-time.ts";

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

describe("the time that a presentation tells", () => {
  const LATEST = 1_772_359_199;
  const told = (maxClockSkew: number, changes: Partial<Parameters<typeof toldTime>[0]> = {}) =>
    LATEST - toldTime({ latest: LATEST, maxClockSkew, validity: [], ...changes });

  it("T077: is one that many tell, and near enough for the policy", () => {
    assert.deepEqual(
      [10, 49, 50, 300, 1500, 4500, 86_400].map((skew) => told(skew)),
      [0, 0, 9, 59, 299, 899, 3599],
    );
  });

  it("is to the second for a renewal within the step, and for a credential that has just begun or ceased", () => {
    assert.equal(told(300, { provenAfter: LATEST - 59 }), 0);
    assert.equal(told(300, { provenAfter: LATEST - 60 }), 59);
    const between = (from: number, until: number) => ({
      validity: [{ validFrom: BigInt(LATEST + from), validUntil: BigInt(LATEST + until) }],
    });
    const moments: [from: number, until: number, told: number][] = [
      [-10, 1000, 0],
      [-59, 1000, 59],
      [1, 1000, 59],
      [-1000, 0, 0],
      [-1000, -59, 59],
      [-1000, 1, 59],
    ];
    for (const [from, until, expected] of moments) assert.equal(told(300, between(from, until)), expected);
  });
});
