import assert from "node:assert/strict";
import { isPsephosError } from "../../../../src/errors.ts";
import { Callers } from "../../../../src/server/relayer/intake/callers.ts";
import { Lanes } from "../../../../src/server/relayer/intake/lanes.ts";

const isBusy = (error: unknown): boolean => isPsephosError(error, "BUSY");

function fill(lanes: Lanes<{ caller: string; number: number }>, caller: string, count: number): void {
  for (let number = 0; number < count; number++) lanes.add({ caller, number });
}

describe("lanes", () => {
  it("lets callers take turns, whoever brings most", () => {
    const lanes = new Lanes<{ caller: string; number: number }>({ callers: new Callers(), limit: 1000 });
    fill(lanes, "many", 500);
    fill(lanes, "few", 2);
    assert.deepEqual(
      lanes.take(5).map(({ caller, number }) => `${caller} ${number}`),
      ["many 0", "few 0", "many 1", "few 1", "many 2"],
    );
    assert.equal(lanes.waiting, 497);
  });

  it("takes few of an unknown caller at a time, and more once his proofs have held", () => {
    const callers = new Callers();
    const lanes = new Lanes<{ caller: string; number: number }>({ callers, limit: 1000 });
    fill(lanes, "one", 500);
    assert.equal(lanes.take(64).length, 16);
    for (let proof = 0; proof < 100; proof++) callers.noteGood("one");
    assert.equal(lanes.take(100).length, 64);
  });

  it("T100: sets a caller with a wrong proof aside: a few of his are verified alone, the others given back", () => {
    const callers = new Callers();
    const lanes = new Lanes<{ caller: string; number: number }>({ callers, limit: 1000 });
    fill(lanes, "bad", 50);
    fill(lanes, "good", 3);
    callers.noteWrong("bad");
    assert.equal(lanes.setAside("bad").length, 46);
    assert.equal(lanes.waiting, 3);
    assert.deepEqual(
      lanes.take(64).map(({ caller }) => caller),
      ["good", "good", "good"],
    );
    assert.throws(() => lanes.add({ caller: "bad", number: 99 }), isBusy);
    assert.equal(lanes.takeSuspect()?.number, 0);
    lanes.add({ caller: "bad", number: 100 });
  });

  it("refuses when it is full, and takes again when there is room", () => {
    const lanes = new Lanes<{ caller: string; number: number }>({ callers: new Callers(), limit: 3 });
    fill(lanes, "one", 3);
    assert.throws(() => lanes.add({ caller: "two", number: 0 }), isBusy);
    lanes.take(1);
    lanes.add({ caller: "two", number: 0 });
  });
});
