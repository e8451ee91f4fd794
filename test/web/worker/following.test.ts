import assert from "node:assert/strict";
import { followed, stopFollowing } from "../../../src/web/worker/holder/following.ts";

describe("what a page follows", () => {
  /** Finds what to follow when it is let, and tells whether that was stopped by then. */
  const begin = (name: string): { find: () => void; wasStopped: Promise<boolean> } => {
    const found = Promise.withResolvers<undefined>();
    const told = Promise.withResolvers<boolean>();
    followed(name, async (signal) => {
      await found.promise;
      told.resolve(signal.aborted);
    }).catch(told.reject);
    return { find: () => found.resolve(undefined), wasStopped: told.promise };
  };

  it("is stopped also while it is being found, and by its own name alone", async () => {
    const [one, other] = [begin("one"), begin("other")];
    stopFollowing("one");
    one.find();
    other.find();
    assert.deepEqual(await Promise.all([one.wasStopped, other.wasStopped]), [true, false]);
  });

  it("ends when something else is followed under its name, which can be stopped", async () => {
    const before = begin("same");
    const after = begin("same");
    before.find();
    assert.equal(await before.wasStopped, true);
    stopFollowing("same");
    after.find();
    assert.equal(await after.wasStopped, true);
  });
});
