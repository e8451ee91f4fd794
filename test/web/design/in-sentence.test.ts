import assert from "node:assert/strict";
import { inSentence } from "../../../src/web/client/state/in-sentence.ts";

describe("a value in the middle of a sentence", () => {
  it("keeps to itself where it runs from right to left, so that numbers beside it stay where they are", () => {
    assert.equal(inSentence("שלום 1"), "\u2068שלום 1\u2069");
    assert.equal(inSentence("Library & 图书馆 <b>"), "Library & 图书馆 <b>");
  });

  it("turns nothing around and hides nothing", () => {
    assert.equal(inSentence("1\u202e23"), "1⟨U+202E⟩23");
    assert.equal(inSentence("\u2069 ב"), "\u2068⟨U+2069⟩ ב\u2069");
  });
});
