import assert from "node:assert/strict";
import { drift, growth } from "../../scripts/check-snapshots.ts";

describe("check-snapshots", () => {
  it("accepts counts that are exactly the pinned ones", () => {
    assert.deepEqual(drift({ dealing: 3318 }, { dealing: 3318 }), []);
  });

  it("refuses a count that is higher, lower, new or gone", () => {
    assert.deepEqual(drift({ dealing: 3318 }, { dealing: 3319 }), ["dealing: 3319 constraints, 3318 pinned"]);
    assert.deepEqual(drift({ dealing: 3318 }, { dealing: 3317 }), ["dealing: 3317 constraints, 3318 pinned"]);
    assert.deepEqual(drift({}, { dealing: 3318 }), ["dealing: 3318 constraints, none pinned"]);
    assert.deepEqual(drift({ dealing: 3318 }, {}), ["dealing: no constraints, 3318 pinned"]);
  });

  it("refuses a portal that loads more before it shows anything, and accepts one that loads less", () => {
    const kilobytes = (firstLoadKilobytes: number): Record<string, number> => ({ firstLoadKilobytes });
    assert.deepEqual(growth(kilobytes(130), kilobytes(130)), []);
    assert.deepEqual(growth(kilobytes(130), kilobytes(120)), []);
    assert.deepEqual(growth(kilobytes(130), kilobytes(140)), ["first load: 140 kB, 130 pinned"]);
    assert.deepEqual(growth(kilobytes(300), kilobytes(260)), ["first load: 260 kB, 250 at most"]);
  });
});
