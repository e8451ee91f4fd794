import assert from "node:assert/strict";
import { isPsephosError } from "../../../../src/errors.ts";
import { followChanges, type ChangeMessage } from "../../../../src/server/api/changes.ts";
import type { StreamEvent } from "../../../../src/server/http/route.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { rollPublished } from "./events.ts";
import { clientOf, fill, finalise, type TestBlock } from "./fixture.ts";

type Message = StreamEvent<ChangeMessage>;

/** A block that publishes a roll. */
function block(number: number, { rolls = [number], fork = "" }: { rolls?: number[]; fork?: string } = {}): TestBlock {
  return { number, time: number * 10, fork, events: rolls.map((rollId) => rollPublished(rollId)) };
}

/** What matters of a message: the event's block and roll, and where others lead. */
function said({ data }: Message): string {
  if (data.kind === "event") return `${data.entry.recorded.block}:${data.entry.facts["rollId"]}`;
  return data.kind === "rollback"
    ? `back to ${data.toBlock}`
    : `${data.kind} ${data.asOf.block}/${data.asOf.finalBlock}`;
}

forBothStores((open) => {
  describe("the stream of changes", () => {
    let store: Store;
    const stops: AbortController[] = [];

    /** A client that comes with an id, or as a new one. */
    function listen(lastEventId?: string) {
      const stop = new AbortController();
      stops.push(stop);
      const { handler } = clientOf(store).routes.find(({ endpoint }) => endpoint === followChanges)!;
      const request = {
        params: undefined,
        query: {},
        body: undefined,
        caller: "test",
        isInsider: false,
        signal: stop.signal,
        lastEventId,
        bearer: "",
        whenOver: () => undefined,
        charge: () => undefined,
      };
      const messages = handler(request) as AsyncGenerator<Message>;
      return {
        stop,
        next: async (count: number): Promise<Message[]> => {
          const taken: Message[] = [];
          while (taken.length < count) taken.push((await messages.next()).value as Message);
          return taken;
        },
        ended: () => messages.next(),
      };
    }

    beforeEach(async () => {
      store = await open();
      await fill(store, [block(1), block(2)]);
    });

    afterEach(async () => {
      for (const stop of stops.splice(0)) stop.abort();
      await store.close();
    });

    it("begins with where the index stands, and tells what comes in the order of the chain", async () => {
      const client = listen();
      assert.deepEqual((await client.next(1)).map(said), ["position 2/2"]);
      await fill(store, [block(3, { rolls: [31, 32] }), block(5)], { finalBlock: 2 });
      assert.deepEqual((await client.next(4)).map(said), ["3:31", "3:32", "5:5", "position 5/2"]);
      await finalise(store, 4);
      assert.deepEqual((await client.next(1)).map(said), ["position 5/4"]);
    });

    it("tells a rollback first, then what stands there now", async () => {
      const client = listen();
      await client.next(1);
      await fill(store, [block(3), block(4)]);
      await client.next(3);
      await fill(store, [block(3, { rolls: [33], fork: "b" })], { rollBackTo: 2 });
      assert.deepEqual((await client.next(3)).map(said), ["back to 2", "3:33", "position 3/3"]);
    });

    it("goes on after any message without gap or double, rollbacks in between told", async () => {
      const first = listen();
      const [position] = await first.next(1);
      await fill(store, [block(3, { rolls: [31, 32] }), block(4)]);
      const told = await first.next(4);
      assert.deepEqual(told.map(said), ["3:31", "3:32", "4:4", "position 4/4"]);
      assert.deepEqual((await listen(told[0]!.id).next(3)).map(said), ["3:32", "4:4", "position 4/4"]);
      assert.deepEqual((await listen(position!.id).next(4)).map(said), told.map(said));

      await fill(store, [block(4, { rolls: [44], fork: "b" })], { rollBackTo: 3 });
      const after = ["back to 3", "4:44", "position 4/4"];
      assert.deepEqual((await listen(told[3]!.id).next(3)).map(said), after);
      assert.deepEqual((await listen(told[2]!.id).next(3)).map(said), after);
      // Of the other branch it had the first event of block 3 alone.
      assert.deepEqual((await listen(told[0]!.id).next(4)).map(said), ["back to 3", "3:32", "4:44", "position 4/4"]);
    });

    it("tells many events in the order of the chain, in more than one reading", async () => {
      const client = listen();
      const [position] = await client.next(1);
      const rolls = Array.from({ length: 450 }, (_, index) => 1000 + index);
      await fill(store, [block(3, { rolls })]);
      const told = await client.next(451);
      assert.deepEqual(
        told.slice(0, 450).map(said),
        rolls.map((rollId) => `3:${rollId}`),
      );
      assert.equal(new Set(told.map(({ id }) => id)).size, 451);
      assert.deepEqual((await listen(told[299]!.id).next(1)).map(said), ["3:1300"]);
      assert.deepEqual((await listen(position!.id).next(1)).map(said), ["3:1000"]);
    });

    it("sends a client to read anew when what it missed is no longer known", async () => {
      const [position] = await listen().next(1);
      for (const number of [3, 4, 5]) await fill(store, [block(number)]);
      await store.database.deleteFrom("index_changes").where("to_block", "<", 5).execute();
      assert.deepEqual((await listen(position!.id).next(1)).map(said), ["restart 5/5"]);
      assert.deepEqual((await listen("999999").next(1)).map(said), ["restart 5/5"]);
    });

    it("ends when the client is gone, and refuses an id that is none", async () => {
      const client = listen();
      await client.next(1);
      const end = client.ended();
      client.stop.abort();
      assert.deepEqual(await end, { value: undefined, done: true });
      for (const id of ["x", "1-2", "1-2-3-4", "-1", "1".repeat(40)]) {
        assert.throws(
          () => listen(id),
          (error) => isPsephosError(error, "REQUEST_MALFORMED"),
          id,
        );
      }
    });
  });
});
