import assert from "node:assert/strict";
import { createTeller } from "../../../src/cli/demo/teller.ts";
import { columnsOf } from "../../../src/cli/demo/wrap.ts";
import { styleFor } from "../../../src/cli/style.ts";
import { fillText, type Language } from "../../../src/cli/text.ts";
import { cheatTexts, storyTexts } from "../../../src/cli/texts/demo.ts";
import { STORIES } from "../../../src/roles/demo/narrator.ts";

function listen(language: Language) {
  const lines: string[] = [];
  const progress: string[] = [];
  const teller = createTeller({
    language,
    style: styleFor({ isTerminal: false, environment: {} }),
    say: (text, values) => fillText({ text, language, ...(values === undefined ? {} : { values }) }),
    narrate: (line) => void lines.push(line),
    progressCount: ({ label, done, total, note }) => void progress.push(`${label} ${done}/${total} ${note ?? ""}`),
  });
  return { teller, lines, progress };
}

describe("teller of the demonstration", () => {
  it("numbers the chapters and wraps the paragraphs", () => {
    const { teller, lines } = listen("en");
    teller.chapter("roll");
    teller.say("rollPublished", { count: 25, fingerprint: "0123456789ab" });
    assert.equal(lines[1], "2. The list of voters");
    assert.ok(lines.length > 3 && lines.slice(2).every((line) => line.startsWith("   ") && line.length <= 80));
  });

  it("numbers each story's chapters from one, and marks words that are quoted", () => {
    const { teller, lines } = listen("en");
    teller.chapter("authority");
    const sentence = "You prove about your date of birth that it is at most what it must be, and nothing more of it.";
    teller.quote([{ en: sentence, zh: "" }]);
    assert.equal(lines[1], "1. Who may issue");
    assert.match(lines[2]!, /^ {3}│ · You prove/);
    assert.match(lines[3]!, /^ {3}│ {3}\w/);
  });

  it("speaks Chinese throughout when asked to", () => {
    const { teller, lines } = listen("zh");
    teller.chapter("opening");
    teller.say("question", { title: { en: "Which?", zh: "哪一个？" } });
    teller.result([{ option: { en: "Library", zh: "图书馆" }, count: 3n }]);
    const text = lines.join("\n");
    assert.match(text, /打开总数/);
    assert.match(text, /哪一个？/);
    assert.match(text, /图书馆/);
    assert.doesNotMatch(text, /Library|Which/);
  });

  it("says one and many as English does", () => {
    const { teller, lines } = listen("en");
    teller.say("castInBatches", { count: 21, batches: 1 });
    assert.match(lines.join(" "), /in 1 call\./);
  });

  it("draws counts in line, the highest with the longest bar, zero with none", () => {
    const { teller, lines } = listen("en");
    const option = (en: string) => ({ en, zh: en });
    teller.result([
      { option: option("Long name"), count: 120n },
      { option: option("Short"), count: 60n },
      { option: option("None"), count: 0n },
    ]);
    assert.match(lines[0]!, /^ {5}Long name {2}120 {2}█{32}$/);
    assert.match(lines[1]!, /^ {5}Short {6} 60{1} {2}█{16}$/);
    assert.match(lines[2]!, /^ {5}None {9}0$/);
  });

  it("sets long names above their bars, so that a line fits a terminal of 80 columns", () => {
    const { teller, lines } = listen("zh");
    const option = (zh: string) => ({ en: zh, zh });
    teller.result([
      { option: option("图书馆".repeat(20)), count: 2n },
      { option: option("诊所"), count: 1n },
    ]);
    assert.equal(lines.length, 5);
    assert.ok(lines.every((line) => columnsOf(line) <= 80));
    assert.match(lines[4]!, /^ {7}1 {2}█{16}$/);
  });

  it("tells what a cheater tried and that it was refused", () => {
    const { teller, lines } = listen("en");
    teller.refused({ cheat: "after-close", attempt: "late" });
    assert.match(lines.join(" "), /✗ refused {2}A valid ballot/);
  });

  it("counts work as it goes on", () => {
    const { teller, progress } = listen("en");
    teller.working("ballots", { done: 1, total: 24 });
    assert.deepEqual(progress, ["   ballots locked and proved 1/24 "]);
  });

  it("has every line in both languages, with the same places to fill", () => {
    const places = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[}|]/g)].map(([, name]) => name))].sort();
    const lines = Object.values(STORIES).flatMap((story) => [...story.lines]);
    for (const line of lines) assert.deepEqual(places(storyTexts[line].en), places(storyTexts[line].zh), line);
    for (const [name, text] of Object.entries(cheatTexts)) assert.ok(text.en !== "" && text.zh !== "", name);
  });
});
