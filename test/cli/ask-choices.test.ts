import assert from "node:assert/strict";
import { askChoices, choiceLines } from "../../src/cli/ask-choices.ts";
import type { Context } from "../../src/cli/context.ts";
import { readInput } from "../../src/cli/input.ts";
import { styleFor } from "../../src/cli/style.ts";
import { fillText, type Language } from "../../src/cli/text.ts";
import { sampleManifest } from "../roles/voter/manifest.ts";

/** A person at the terminal who gives these answers; what was shown is kept. */
function personAnswering(answers: readonly string[], language: Language = "en") {
  const rest = [...answers];
  const shown: string[] = [];
  const context: Pick<Context, "language" | "style" | "say" | "progress" | "ask"> = {
    language,
    style: styleFor({ isTerminal: false, environment: {} }),
    say: (text, values) => fillText({ text, language, ...(values === undefined ? {} : { values }) }),
    progress: (line) => void shown.push(line),
    ask: (question) => {
      shown.push(question);
      return Promise.resolve(rest.shift() ?? "");
    },
  };
  return { context: context as Context, shown };
}

const input = readInput({});

describe("a voter who is asked", () => {
  it("T097: chooses by the number shown beside the label, or by id, in every language", async () => {
    const manifest = sampleManifest();
    for (const language of ["en", "zh"] as const) {
      for (const [position, { id, label }] of manifest.options.entries()) {
        const expected = [0, 1, 2].map((option) => (option === position ? 1 : 0));
        const byNumber = personAnswering([`${position + 1}`], language);
        assert.deepEqual(await askChoices(byNumber.context, { input, manifest }), expected);
        assert.ok(byNumber.shown.some((line) => line.includes(`${position + 1}  ${label[language]}`)));
        const byId = personAnswering([id], language);
        assert.deepEqual(await askChoices(byId.context, { input, manifest }), expected);
      }
    }
  });

  it("marks several options where the rules allow it, and hears of blank ballots only then", async () => {
    const approval = personAnswering(["1, lin us，3"]);
    await assert.rejects(askChoices(approval.context, { input, manifest: sampleManifest("approval") }));
    const marks = personAnswering(["3，1"]);
    assert.deepEqual(await askChoices(marks.context, { input, manifest: sampleManifest("approval") }), [1, 0, 1]);
    assert.ok(!marks.shown.join().includes("blank"));
    const blank = personAnswering(["(blank)"]);
    assert.deepEqual(await askChoices(blank.context, { input, manifest: sampleManifest("single", true) }), [0, 0, 0]);
    assert.ok(blank.shown.join().includes("(blank)"));
  });

  it("gives points option by option, nothing for what is left empty", async () => {
    const { context, shown } = personAnswering(["3", "", "0"]);
    assert.deepEqual(await askChoices(context, { input, manifest: sampleManifest("score") }), [3, 0, 0]);
    assert.equal(shown.filter((line) => line.startsWith("Points for")).length, 3);
  });

  it("reads the ballot back in the manifest's own words", () => {
    const { context } = personAnswering([], "zh");
    const manifest = sampleManifest();
    assert.deepEqual(choiceLines(context, { manifest, values: [0, 1, 0] }), ["  Candidate grace（中文）  已选"]);
    assert.deepEqual(choiceLines(context, { manifest, values: [0, 0, 0] }), ["  （空白票）"]);
  });
});
