import assert from "node:assert/strict";
import { shownText, textFault } from "../../src/protocol/text.ts";

describe("somebody else's text", () => {
  it("shows what cannot be seen by its number, and leaves all else as it is", () => {
    assert.equal(shownText("Log\u202e 1"), "Log⟨U+202E⟩ 1");
    assert.equal(shownText("\u3164"), "⟨U+3164⟩");
    assert.equal(shownText("a\u0000\u{e0062}"), "a⟨U+0000⟩⟨U+E0062⟩");
    for (const plain of ["投票 2026 🗳️", "one\ntwo", "مرحبا", "葛\u{e0100}城市"]) assert.equal(shownText(plain), plain);
  });

  it("may have emoji and rare ideographs in forms, and nothing blank", () => {
    for (const fine of ["投票 🗳️", "葛\u{e0100}城市"]) assert.equal(textFault(fine, { maxLength: 20 }), undefined);
    for (const blank of ["\u3164", "\u115f", "\uffa0", "\u2800", "\u180e"]) {
      assert.match(textFault(blank, { maxLength: 20 }) ?? "", /invisible/);
    }
  });
});
