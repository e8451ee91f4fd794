import assert from "node:assert/strict";
import { columns, formatCoins, formatDuration, formatTime } from "../../src/cli/format.ts";
import { progressCounter } from "../../src/cli/progress.ts";
import { styleFor } from "../../src/cli/style.ts";
import { fillText } from "../../src/cli/text.ts";

describe("what the command line shows", () => {
  it("rounds balances down, so that none looks larger than it is", () => {
    assert.equal(formatCoins(10n ** 18n - 1n), "0.9999");
    assert.equal(formatCoins(0n), "0.0000");
    assert.equal(formatCoins(10_000n * 10n ** 18n), "10000.0000");
  });

  it("gives times in one zone and distances in two units", () => {
    assert.equal(formatTime(1_772_388_000), "2026-03-01 18:00 UTC");
    assert.equal(formatDuration(86_400 + 7_200 + 59, "en"), "1 d 2 h");
    assert.equal(formatDuration(3_599, "en"), "59 min");
    assert.equal(formatDuration(42, "zh"), "42秒");
    assert.equal(formatDuration(-5, "en"), "0 s");
  });

  it("aligns columns also where Chinese characters take two places", () => {
    assert.deepEqual(
      columns([
        ["规则", "a"],
        ["rules!", "b"],
      ]),
      ["  规则    a", "  rules!  b"],
    );
  });

  it("shows no colour with NO_COLOR, without a terminal, and on dumb terminals", () => {
    assert.notEqual(styleFor({ isTerminal: true, environment: {} }).bold("x"), "x");
    for (const environment of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      assert.equal(styleFor({ isTerminal: true, environment }).bad("x"), "x");
    }
    assert.equal(styleFor({ isTerminal: false, environment: {} }).bad("x"), "x");
  });

  it("fills texts by name, leaves unknown places visible and ignores inherited names", () => {
    const text = { en: "{a} of {b} {toString}", zh: "" };
    assert.equal(fillText({ text, language: "en", values: { a: 1n, b: "{a}" } }), "1 of {a} {toString}");
  });

  it("reports progress at tenths in a log", () => {
    let log = "";
    const report = progressCounter({ stderr: { write: (part: string) => (log += part) }, isTerminal: false });
    for (let done = 1; done <= 200; done++) report({ label: "Proofs", done, total: 200 });
    const lines = log.trim().split("\n");
    assert.equal(lines.length, 11);
    assert.equal(lines.at(-1), "Proofs: 200/200");
  });
});
