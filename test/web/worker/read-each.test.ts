import assert from "node:assert/strict";
import { PsephosError } from "../../../src/errors.ts";
import { readEach } from "../../../src/web/worker/read-each.ts";

describe("several small files of a device", () => {
  it("are read each on its own: a damaged one is named, and hides no other", async () => {
    const read = (name: string): Promise<string> =>
      name === "broken"
        ? Promise.reject(new PsephosError("JSON_MALFORMED", "It is not JSON."))
        : Promise.resolve(name.toUpperCase());
    assert.deepEqual(await readEach(["a", "broken", "b"], read), { whole: ["A", "B"], damaged: ["broken"] });
    assert.deepEqual(await readEach([], read), { whole: [], damaged: [] });
  });

  it("are not taken for damaged where the program is at fault", async () => {
    const fault = new TypeError("x is not a function");
    await assert.rejects(
      readEach(["a"], () => Promise.reject(fault)),
      fault,
    );
  });
});
