import assert from "node:assert/strict";
import { Recent } from "../../../src/proofs/workers/recent.ts";

describe("what is kept while it is in use", () => {
  it("makes a value once, and again only after others were used more lately", () => {
    const recent = new Recent<string>(2);
    const made: string[] = [];
    const take = (name: string): string => recent.take(name, () => (made.push(name), name.toUpperCase()));
    for (const name of ["a", "b", "a", "b", "a"]) assert.equal(take(name), name.toUpperCase());
    assert.deepEqual(made, ["a", "b"]);
    for (const name of ["c", "a", "b"]) take(name);
    assert.deepEqual(made, ["a", "b", "c", "b"]);
  });

  it("forgets what it is told to forget", () => {
    const recent = new Recent<number>(2);
    recent.take("a", () => 1);
    recent.delete("a");
    assert.equal(recent.take("a", () => 2), 2); // prettier-ignore
  });
});
