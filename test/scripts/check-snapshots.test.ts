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

  it("refuses a page that loads more than pinned, and accepts one that loads less, or a few words more", () => {
    assert.deepEqual(growth({ home: 156 }, { home: 156 }), []);
    assert.deepEqual(growth({ home: 156 }, { home: 120 }), []);
    assert.deepEqual(growth({ home: 156 }, { home: 159 }), []);
    assert.deepEqual(growth({ home: 156 }, { home: 160 }), ["first load of home: 160 kB, 156 pinned"]);
    assert.deepEqual(growth({}, { home: 156 }), ["first load of home: 156 kB, 0 pinned"]);
  });

  it("refuses a page of more than 250 kB, whatever is pinned, and no worker", () => {
    assert.deepEqual(growth({ home: 300 }, { home: 260 }), ["first load of home: 260 kB, 250 at most"]);
    assert.deepEqual(growth({ worker: 400 }, { worker: 400 }), []);
  });
});
