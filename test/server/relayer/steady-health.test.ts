import assert from "node:assert/strict";
import type { PartHealth } from "../../../src/server/part.ts";
import { steadyHealth } from "../../../src/server/relayer/steady-health.ts";

const OK: PartHealth = { state: "ok", detail: {} };
const CONTRADICTED: PartHealth = { state: "failing", detail: { secondOpinions: "contradicted" } };
const UNANSWERED: PartHealth = { state: "degraded", detail: { secondOpinions: "unanswered" } };
const EMPTY: PartHealth = { state: "failing", detail: { holdsBecause: "wallet-empty" } };

describe("a relayer's health", () => {
  let now = 0;
  let steady: (seen: PartHealth) => PartHealth;
  beforeEach(() => {
    now = 5_000;
    steady = steadyHealth(() => now);
  });

  /** Asked every 5 seconds, what is seen in turn. */
  const states = (seconds: number, ...seen: PartHealth[]): string[] => {
    const told: string[] = [];
    for (let second = 0; second < seconds; second += 5) {
      told.push(steady(seen[(second / 5) % seen.length]!).state);
      now += 5_000;
    }
    return told;
  };

  it("F14: does not flap when doubts come and go: degraded from the first to a minute after the last, then well", () => {
    assert.deepEqual(new Set(states(300, UNANSWERED, OK, OK)), new Set(["degraded"]));
    assert.deepEqual(new Set(states(45, OK)), new Set(["degraded"]));
    now += 20_000;
    assert.deepEqual(new Set(states(60, OK)), new Set(["ok"]));
  });

  it("F15: fails once nodes have contradicted each other for a minute, and stays so while they do now and then", () => {
    assert.deepEqual(new Set(states(60, CONTRADICTED, OK)), new Set(["degraded"]));
    assert.deepEqual(new Set(states(300, CONTRADICTED, OK)), new Set(["failing"]));
    now += 60_001;
    assert.deepEqual(steady(OK), OK);
    assert.equal(steady(CONTRADICTED).state, "degraded");
  });

  it("tells at once of whatever else fails, doubts or not", () => {
    assert.equal(steady(EMPTY).state, "failing");
    assert.equal(steady(OK).state, "ok");
    steady(UNANSWERED);
    assert.equal(steady(EMPTY).state, "failing");
    const both = { ...EMPTY.detail, ...CONTRADICTED.detail };
    assert.equal(steady({ state: "failing", detail: both }).state, "failing");
  });
});
