import assert from "node:assert/strict";
import { PsephosError } from "../../src/errors.ts";
import { checkOrder, parseMoment } from "../../src/roles/moments.ts";

const NOW = 1_772_000_000;
const at = (text: string): number => parseMoment({ text, name: "--opens", now: NOW });
const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof PsephosError && error.code === "TIMES_INVALID" && pattern.test(error.message);

describe("moments as people write them", () => {
  it("counts durations from the chain's time", () => {
    assert.equal(at("90s"), NOW + 90);
    assert.equal(at("30m"), NOW + 1_800);
    assert.equal(at("2h"), NOW + 7_200);
    assert.equal(at("3d"), NOW + 259_200);
    assert.equal(at("1w"), NOW + 604_800);
  });

  it("takes dates with their zone, and only those", () => {
    assert.equal(at("2026-03-01T18:00Z"), Date.UTC(2026, 2, 1, 18) / 1000);
    assert.equal(at("2026-03-01T18:00:30+08:00"), Date.UTC(2026, 2, 1, 10, 0, 30) / 1000);
    const refused = [
      "2026-03-01T18:00",
      "2026-03-01",
      "2026-02-31T18:00Z",
      "tomorrow",
      "",
      "0h",
      "-2h",
      "1.5h",
      "2 h",
      "2026-13-01T00:00Z",
    ];
    for (const text of refused) assert.throws(() => at(text), refusal(/^--opens must be/), text);
  });

  it("names the moment that does not follow the one before", () => {
    const moments = (opens: number, closes: number) => [
      { name: "--opens", at: opens },
      { name: "--closes", at: closes },
    ];
    checkOrder({ now: NOW, moments: moments(NOW + 1, NOW + 2) });
    const order = (opens: number, closes: number) => () => checkOrder({ now: NOW, moments: moments(opens, closes) });
    assert.throws(order(NOW, NOW + 2), refusal(/^--opens must be later than now/));
    assert.throws(order(NOW + 2, NOW + 2), refusal(/^--closes must be later than --opens/));
    assert.throws(order(NOW + 2, NOW + 1), refusal(/^--closes must be later than --opens/));
  });
});
