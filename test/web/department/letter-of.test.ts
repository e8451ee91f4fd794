import assert from "node:assert/strict";
import type { Letter } from "../../../src/protocol/letters/letter.ts";
import { answerable, lettersByReference } from "../../../src/web/worker/department/letter-of.ts";
import { requestOf } from "./support/people.ts";

const OWN = "psl1.own";

describe("the letter that a round of issuing answers", () => {
  const genuine = letterOf({ id: "1", request: requestOf({ reference: "A-1001", replyTo: OWN }), replyTo: OWN });
  const stranger = { id: "2", replyTo: "psl1.other" };
  const answered = (...letters: (typeof genuine)[]) =>
    [...lettersByReference(answerable(letters))].map(([reference, { letterId }]) => [reference, letterId]);

  it("is the signed request's own, whoever else names its reference before or after", () => {
    const junk = letterOf({ ...stranger, request: JSON.stringify({ reference: "A-1001" }) });
    assert.deepEqual(answered(genuine, junk), [["A-1001", "1"]]);
    assert.deepEqual(answered(junk, genuine), [["A-1001", "1"]]);
  });

  it("is none where the reference of a signed request was changed", () => {
    const request = requestOf({ reference: "A-1001", replyTo: stranger.replyTo }).replace("A-1001", "B-2002");
    assert.deepEqual(answered(genuine, letterOf({ ...stranger, request })), [["A-1001", "1"]]);
  });

  it("T042: is not one in which a stranger passed a person's request on with a box of his own, nor does that stand in her way", () => {
    const passedOn = letterOf({ ...stranger, request: genuine.letter.request });
    assert.deepEqual(answered(passedOn), []);
    assert.deepEqual(answered(passedOn, genuine), [["A-1001", "1"]]);
    const file = letterOf({ ...stranger, request: requestOf({ reference: "A-1001" }) });
    assert.deepEqual(answered(file), []);
  });

  it("is none where two whole requests have one reference, which are issued nothing", () => {
    const second = { ...stranger, request: requestOf({ reference: "A-1001", replyTo: stranger.replyTo }) };
    assert.deepEqual(answered(genuine, letterOf(second)), []);
  });
});

function letterOf({ id, ...content }: { id: string; request: string; replyTo: string }) {
  const letter = { format: "psephos.letter/1", kind: "credential-request", ...content } as const satisfies Letter;
  return { id, arrivedAt: 0, letter };
}
