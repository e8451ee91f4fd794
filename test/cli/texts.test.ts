import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { LANGUAGES, type Text } from "../../src/cli/text.ts";

const FOLDER = new URL("../../src/cli/texts/", import.meta.url);

async function allTexts(without: readonly string[] = []): Promise<[string, Text][]> {
  const files = (await readdir(FOLDER)).filter((file) => !["errors.ts", ...without].includes(file));
  const modules = await Promise.all(files.map((file) => import(new URL(file, FOLDER).href) as Promise<object>));
  return modules.flatMap((module) => Object.values(module).flatMap((table: object) => Object.entries(table as never)));
}

const placesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

describe("texts in both languages", () => {
  it("say the same: neither language is empty, and both have the same places", async () => {
    const texts = await allTexts();
    assert.ok(texts.length > 150);
    for (const [name, text] of texts) {
      for (const language of LANGUAGES) assert.ok(text[language].trim() !== "", `${name}.${language}`);
      const [english, chinese] = [new Set(placesIn(text.en)), new Set(placesIn(text.zh))];
      assert.deepEqual([...english], [...chinese], name);
    }
  });

  it("use the words of the vocabulary where people read", async () => {
    const jargon =
      /nullifier|zk-?snark|merkle|wallet|\bgas\b|trustee(?! (\{step\}|register|commit|deal|test|decrypt|show))/i;
    const forObservers = ["verify.ts", "demo.ts", "demo-attestation.ts"];
    for (const [name, text] of await allTexts(forObservers)) assert.doesNotMatch(text.en, jargon, name);
  });
});
