import assert from "node:assert/strict";
import { PsephosError } from "../../../src/errors.ts";
import { parseChoices } from "../../../src/roles/voter/choices.ts";
import { sampleManifest } from "./manifest.ts";

const manifest = sampleManifest();
const parse = (text: string): number[] => parseChoices({ text, manifest });

describe("choices as voters write them", () => {
  it("T097: gives values by option id, whatever the order of the lines", () => {
    assert.deepEqual(parse("grace\n"), [0, 1, 0]);
    assert.deepEqual(parse("linus=3\r\n\r\nada = 2\r\n"), [2, 0, 3]);
    assert.deepEqual(parse("# my choice\ngrace # for her plans\n"), [0, 1, 0]);
    assert.deepEqual(parse("grace=0"), [0, 0, 0]);
  });

  it("takes a blank ballot only when it is said so", () => {
    assert.deepEqual(parse("(blank)"), [0, 0, 0]);
    for (const text of ["", "\n# nothing\n", "(blank)\nada"]) {
      assert.throws(
        () => parse(text),
        (error: unknown) => error instanceof PsephosError && error.code === "BALLOT_AGAINST_RULES",
      );
    }
  });

  it("names the line that is wrong, and never what it says", () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["ada\nmallory", /^Line 2 .* no option of this election \(ada, grace, linus\)/],
      ["ada\nada=2", /^Line 2 .* a second time/],
      ["ada=-1", /^Line 1 .* must be an option's id/],
      ["ada=1.5", /^Line 1 /],
      ["ada=999999", /^Line 1 /],
      ["Ada", /^Line 1 /],
      ["ada grace", /^Line 1 /],
    ];
    for (const [text, pattern] of cases) {
      assert.throws(
        () => parse(text),
        (error: unknown) =>
          error instanceof PsephosError && pattern.test(error.message) && !error.message.includes("mallory"),
        text,
      );
    }
  });
});
