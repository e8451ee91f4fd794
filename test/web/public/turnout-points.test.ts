import assert from "node:assert/strict";
import { turnoutPoints, withTotals } from "../../../src/web/client/pages/public/parts/turnout-points.ts";

describe("turnout over time", () => {
  const items = [
    { startsAt: 7_200, ballots: 3 },
    { startsAt: 10_800, ballots: 2 },
    { startsAt: 21_600, ballots: 4 },
  ];

  it("adds up from zero, each hour's ballots at its end", () => {
    assert.deepEqual(turnoutPoints({ items, asOf: { time: 90_000 } }), [
      { at: 7_200, value: 0 },
      { at: 10_800, value: 3 },
      { at: 14_400, value: 5 },
      { at: 25_200, value: 9 },
    ]);
  });

  it("goes no further than what was read", () => {
    const [, only] = turnoutPoints({ items: items.slice(0, 1), asOf: { time: 7_260 } });
    assert.deepEqual(only, { at: 7_260, value: 3 });
  });

  it("has nothing to draw before the first ballot", () => {
    assert.deepEqual(turnoutPoints({ items: [], asOf: { time: 1 } }), []);
  });

  it("keeps what else a row says", () => {
    assert.deepEqual(withTotals([{ startsAt: 0, ballots: 1, final: true }]), [
      { startsAt: 0, ballots: 1, final: true, total: 1 },
    ]);
  });
});
