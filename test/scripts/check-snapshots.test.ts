import assert from "node:assert/strict";
import { drift } from "../../scripts/check-snapshots.ts";

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
});
