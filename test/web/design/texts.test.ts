import assert from "node:assert/strict";
import { ERROR_CODES } from "../../../src/errors.ts";
import { errorTextsEn } from "../../../src/protocol/error-texts/en.ts";
import { errorTextsZh } from "../../../src/protocol/error-texts/zh.ts";
import { texts as english } from "../../../src/web/client/texts/en/index.ts";
import { texts as chinese } from "../../../src/web/client/texts/zh/index.ts";

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By namespace and key; forms for one and for many are one key, since Chinese has one for both. */
function entries(texts: Texts): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [namespace, words] of Object.entries(texts)) {
    for (const [key, text] of Object.entries(words)) {
      const name = `${namespace}/${key.replace(/_(one|other)$/, "")}`;
      found.set(name, [...(found.get(name) ?? []), text]);
    }
  }
  return found;
}

const placesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();
const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Languages' own names, and what is the same everywhere. */
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe("texts of the portal", () => {
  const [en, zh] = [entries(english), entries(chinese)];

  it("has every text in both languages", () => {
    assert.deepEqual(unique([...zh.keys()]), unique([...en.keys()]));
  });

  it("has the same places for values in both languages, in every form", () => {
    for (const [name, forms] of en) {
      const wanted = unique(forms.flatMap(placesIn));
      assert.deepEqual(unique((zh.get(name) ?? []).flatMap(placesIn)), wanted, name);
      for (const form of forms)
        assert.deepEqual(unique([...placesIn(form), "count"]), unique([...wanted, "count"]), name);
    }
  });

  it("leaves no text empty, and opens no place that it does not close", () => {
    for (const [name, forms] of [...en, ...zh]) {
      for (const form of forms) {
        assert.notEqual(form.trim(), "", name);
        assert.doesNotMatch(form.replaceAll(/\{\{\w+\}\}/g, ""), /[{}]/, name);
      }
    }
  });

  it("has a form for one wherever English has one for many", () => {
    for (const [namespace, words] of Object.entries(english as Texts)) {
      for (const key of Object.keys(words)) {
        const partner = key.endsWith("_one") ? key.replace(/_one$/, "_other") : key.replace(/_other$/, "_one");
        assert.ok(partner in words, `${namespace}/${key} has no ${partner}`);
      }
    }
  });

  it("leaves no English sentence in Chinese", () => {
    for (const [name, forms] of zh) {
      for (const form of forms) assert.ok(isHan(form) || !/[a-z]+ [a-z]+ [a-z]+/.test(form), `${name}: ${form}`);
    }
  });
});

describe("texts of errors", () => {
  it("says every code in both languages, and no other", () => {
    const codes = Object.keys(ERROR_CODES).sort();
    assert.deepEqual(Object.keys(errorTextsEn).sort(), codes);
    assert.deepEqual(Object.keys(errorTextsZh).sort(), codes);
  });

  it("ends as a sentence, and tells people in English of no commands", () => {
    for (const [code, text] of Object.entries(errorTextsEn)) {
      assert.match(text, /\.$/, code);
      assert.doesNotMatch(text, /psephos |npm |--\w/, code);
    }
    for (const [code, text] of Object.entries(errorTextsZh)) assert.match(text, /。$/, code);
  });
});
