import assert from "node:assert/strict";
import { localText, secondsOf } from "../../../src/web/client/design/fields/local-time.ts";

describe("moments that people type", () => {
  it("come back as they were, to the minute, whatever the device's time zone", () => {
    for (const at of [0, 1_790_000_040, 4_102_444_800]) assert.equal(secondsOf(localText(at)), at);
  });

  it("are none while incomplete", () => {
    assert.equal(secondsOf(""), undefined);
    assert.equal(secondsOf("2026-11-"), undefined);
  });
});
