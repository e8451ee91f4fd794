import assert from "node:assert/strict";
import { Callers } from "../../../../src/server/relayer/intake/callers.ts";

const MINUTE = 60_000;
const ADDRESS = "an office behind one address";

describe("what callers' proofs were worth", () => {
  let now = 0;
  let callers: Callers;
  beforeEach(() => {
    now = 1_000_000;
    callers = new Callers(() => now);
  });

  /** Minutes until nobody there stands aside any more. */
  const suspectMinutes = (): number => {
    const from = now;
    while (callers.isSuspect(ADDRESS)) now += MINUTE;
    return (now - from) / MINUTE;
  };

  it("T100: keeps a caller aside longer for each wrong proof, ten minutes at most", () => {
    const waits = Array.from({ length: 12 }, () => {
      callers.noteWrong(ADDRESS);
      const until = now;
      const minutes = suspectMinutes();
      now = until;
      return minutes;
    });
    assert.deepEqual(waits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]);
  });

  it("forgets wrong proofs with time: one among the proofs of many never costs them more than a minute again", () => {
    for (let count = 0; count < 10; count++) callers.noteWrong(ADDRESS);
    assert.equal(suspectMinutes(), 10);
    now += 35 * MINUTE;
    callers.noteWrong(ADDRESS);
    assert.equal(suspectMinutes(), 2);
    for (let day = 0; day < 5; day++) {
      now += 60 * MINUTE;
      assert.ok(!callers.isSuspect(ADDRESS));
      callers.noteWrong(ADDRESS);
      assert.equal(suspectMinutes(), 1);
    }
  });
});
