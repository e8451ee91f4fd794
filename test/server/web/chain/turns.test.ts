import assert from "node:assert/strict";
import { isPsephosError } from "../../../../src/errors.ts";
import { turns } from "../../../../src/server/web/chain/turns.ts";

describe("Turns at the node", () => {
  const { signal } = new AbortController();

  it("go round among callers: one who asks for much waits for himself", async () => {
    const inTurn = turns({ atATime: 1, waiting: 100 });
    const order: string[] = [];
    const ask = (caller: string) => inTurn({ caller, signal }, () => Promise.resolve(void order.push(caller)));
    await Promise.all(["a", "a", "a", "b"].map(ask));
    assert.deepEqual(order, ["a", "a", "b", "a"]);
  });

  it("are so many at a time, and refused when too much waits", async () => {
    const inTurn = turns({ atATime: 2, waiting: 1 });
    const gate = Promise.withResolvers<undefined>();
    let running = 0;
    let most = 0;
    const ask = () =>
      inTurn({ caller: "a", signal }, async () => {
        running += 1;
        most = Math.max(most, running);
        await gate.promise;
        running -= 1;
      });
    const taken = [ask(), ask(), ask()];
    await assert.rejects(ask(), (error) => isPsephosError(error, "BUSY"));
    gate.resolve(undefined);
    await Promise.all(taken);
    assert.equal(most, 2);
    await ask();
  });

  it("take as much room as the work weighs", async () => {
    const inTurn = turns({ atATime: 4, waiting: 10 });
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const begun: number[] = [];
    const work = [3, 3, 1, 2].map((weight, place) =>
      inTurn({ caller: "a", signal, weight }, () => {
        begun.push(place);
        return gates[place]!.promise;
      }),
    );
    const pass = () => new Promise((resolve) => setImmediate(resolve));
    await pass();
    assert.deepEqual(begun, [0, 1]);
    gates[0]!.resolve(undefined);
    await pass();
    assert.deepEqual(begun, [0, 1, 2]);
    gates[1]!.resolve(undefined);
    await pass();
    assert.deepEqual(begun, [0, 1, 2, 3]);
    for (const { resolve } of gates) resolve(undefined);
    await Promise.all(work);
  });

  it("are given up by those who hang up, and passed on after a failure", async () => {
    const inTurn = turns({ atATime: 1, waiting: 10 });
    const gate = Promise.withResolvers<undefined>();
    const failing = inTurn({ caller: "a", signal }, async () => {
      await gate.promise;
      throw new Error("the node broke");
    });
    const gone = new AbortController();
    const leaving = inTurn({ caller: "b", signal: gone.signal }, () => assert.fail("was not to run"));
    gone.abort();
    await assert.rejects(leaving, (error) => isPsephosError(error, "BUSY"));
    gate.resolve(undefined);
    await assert.rejects(failing, /broke/);
    assert.equal(await inTurn({ caller: "c", signal }, () => Promise.resolve(1)), 1);
  });
});
