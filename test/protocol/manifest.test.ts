import assert from "node:assert/strict";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import {
  createManifest,
  manifestHash,
  manifestText,
  parseManifest,
  type Manifest,
} from "../../src/protocol/manifest.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";

const is =
  (code: ErrorCode, says = /./) =>
  (error: unknown) =>
    isPsephosError(error, code) && says.test(error.message);
const both = (zh: string, en: string) => ({ zh, en });

const DRAFT = {
  format: "psephos.manifest/1",
  kind: "test",
  title: both("图书馆开放时间", "Opening hours of the library"),
  description: both("请选择一项。\n结果具有咨询意义。", "Choose one.\nThe result is advisory."),
  organizer: both("市政厅", "Town hall"),
  options: [
    { id: "longer", label: both("延长", "Longer") },
    { id: "as-now", label: both("不变", "As now"), description: both("维持现状", "Nothing changes") },
  ],
  rules: rulesFor("single", { optionCount: 2 }),
  roll: { id: 7n, fileHash: `0x${"ab".repeat(32)}` },
  ceremony: { id: 2n },
  opensAt: 1_900_000_000,
  closesAt: 1_900_086_400,
  resultBy: 1_900_172_800,
  minimumTurnout: 10,
} as const;

type Draft = Record<string, unknown>;

function withLabels(first: { zh: string; en: string }, second: { zh: string; en: string }): Draft {
  return {
    ...DRAFT,
    options: [
      { id: "a", label: first },
      { id: "b", label: second },
    ],
  };
}

describe("manifest", () => {
  const manifest = createManifest(DRAFT);
  const text = manifestText(manifest);

  it("has one canonical text that is read back unchanged", () => {
    assert.deepEqual(parseManifest(text), manifest);
    assert.deepEqual(createManifest(JSON.parse(text)), manifest);
    assert.ok(text.startsWith('{"ceremony":{"id":"2"},"closesAt":1900086400,'));
    assert.equal(manifest.roll.id, 7n);
  });

  it("is named on chain by the keccak256 of that text, by another library too", () => {
    assert.equal(manifestHash(text), `0x${bytesToHex(keccak_256(new TextEncoder().encode(text)))}`);
  });

  it("T074: is refused in any other form: spaces, another order, repeated or escaped keys", () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 1);
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as Draft).toReversed()));
    const repeated = text.replace('{"ceremony"', '{"kind":"real","ceremony"');
    const escaped = text.replace('"kind"', '"\\u006bind"');
    for (const other of [pretty, reordered, repeated, escaped, `${text}\n`, ` ${text}`]) {
      assert.throws(() => parseManifest(other), is("MANIFEST_MALFORMED", /canonical/));
    }
    assert.throws(() => parseManifest(text.slice(0, -1)), is("MANIFEST_MALFORMED", /JSON/));
  });

  it("T074: has a different hash for all pairs among 500 different manifests, moved boundaries included", () => {
    const word = fc.stringMatching(/^[a-d]{1,3}$/);
    const variant = fc.record({
      title: word,
      organizer: word,
      first: word,
      second: word,
      extra: fc.option(word, { nil: undefined }),
    });
    const variants = fc.sample(variant, { numRuns: 2000, seed: 7 });
    const manifests = variants
      .filter(({ first, second }) => first !== second)
      .map(({ title, organizer, first, second, extra }) =>
        createManifest({
          ...DRAFT,
          title: both(title, title),
          organizer: both(organizer, organizer),
          options: [
            { id: "a", label: both(first, first), ...(extra === undefined ? {} : { description: both(extra, extra) }) },
            { id: "b", label: both(second, second) },
          ],
        }),
      );
    const texts = new Set(manifests.map(manifestText));
    const hashes = new Set([...texts].map(manifestHash));
    assert.ok(texts.size >= 500, `only ${texts.size} different manifests`);
    assert.equal(hashes.size, texts.size);
  });

  it("T098: brings drafts to normal form NFC, and refuses files that are not", () => {
    const decomposed = { ...DRAFT, title: both("标题", "Cafe\u0301") };
    const created = createManifest(decomposed);
    assert.equal(created.title.en, "Café");
    assert.throws(() => parseManifest(manifestText(created).replace("Café", "Cafe\u0301")), is("MANIFEST_MALFORMED"));
  });

  const ALIKE: readonly (readonly [
    what: string,
    first: { zh: string; en: string },
    second: { zh: string; en: string },
  ])[] = [
    ["the same words", both("甲", "Yes"), both("乙", "Yes")],
    ["other case", both("甲", "YES"), both("乙", "yes")],
    ["full-width letters", both("甲", "Yes"), both("乙", "Ｙｅｓ")],
    ["a ligature", both("甲", "office"), both("乙", "oﬃce")],
    ["a circled number", both("1", "One"), both("①", "Two")],
    ["other spacing", both("甲", "New park"), both("乙", "New\u00a0park")],
    ["a variation selector", both("甲", "Yes\ufe0e"), both("乙", "Yes")],
    ["other punctuation", both("甲", "New-park"), both("乙", "New park.")],
  ];
  for (const [what, first, second] of ALIKE) {
    it(`T098: refuses two options whose labels differ only by ${what}`, () => {
      assert.throws(
        () => createManifest(withLabels(first, second)),
        is("MANIFEST_MALFORMED", /options\.1\.label\.(zh|en): looks like/),
      );
    });
  }

  const BAD_TEXTS: readonly (readonly [what: string, text: string])[] = [
    ["10,000 characters", "x".repeat(10_000)],
    ["nothing", ""],
    ["a space at the end", "Yes "],
    ["a zero-width space", "Y\u200bes"],
    ["a right-to-left override", "Y\u202ees"],
    ["a control character", "Y\u0007es"],
    ["a Hangul filler", "Yes\u3164"],
    ["a joiner of graphemes", "Y\u034fes"],
    ["a blank Braille letter", "Yes \u2800"],
    ["a line feed in a label", "Y\nes"],
    ["a lone surrogate", "Y\ud800es"],
    ["a private-use character", "Y\ue000es"],
    ["a Cyrillic letter inside a Latin word", "Y\u0435s"],
  ];
  for (const [what, label] of BAD_TEXTS) {
    it(`T098: refuses a label with ${what}`, () => {
      assert.throws(
        () => createManifest(withLabels(both("甲", label), both("乙", "No"))),
        is("MANIFEST_MALFORMED", /options\.0\.label\.en/),
      );
    });
  }

  const BAD: readonly (readonly [what: string, change: Draft, says: RegExp])[] = [
    ["repeated option ids", { options: [DRAFT.options[0], { ...DRAFT.options[1], id: "longer" }] }, /options\.1\.id/],
    ["an id in upper case", { options: [{ ...DRAFT.options[0], id: "Longer" }, DRAFT.options[1]] }, /options\.0\.id/],
    ["one option", { options: [DRAFT.options[0]] }, /options/],
    [
      "more options than the rules say",
      { rules: rulesFor("single", { optionCount: 3 }) },
      /2 options but the rules say 3/,
    ],
    ["a missing language", { title: { en: "Only English" } }, /title\.zh/],
    ["closing before opening", { closesAt: DRAFT.opensAt }, /follow one another/],
    ["a result due at closing", { resultBy: DRAFT.closesAt }, /follow one another/],
    ["a fraction of a second", { opensAt: 1.5 }, /opensAt/],
    ["a negative turnout", { minimumTurnout: -1 }, /minimumTurnout/],
    ["another kind", { kind: "mock" }, /kind/],
    ["another version", { format: "psephos.manifest/2" }, /format/],
    ["a short hash", { roll: { id: "1", fileHash: "0xab" } }, /roll\.fileHash/],
    ["an upper-case hash", { roll: { id: "1", fileHash: `0x${"AB".repeat(32)}` } }, /roll\.fileHash/],
    ["an id with a leading zero", { ceremony: { id: "02" } }, /ceremony\.id/],
  ];
  for (const [what, change, says] of BAD) {
    it(`T098: refuses ${what}, naming the field`, () => {
      assert.throws(() => createManifest({ ...DRAFT, ...change }), is("MANIFEST_MALFORMED", says));
    });
  }

  it("refuses rules that cannot be used", () => {
    const rules = { ...DRAFT.rules, minTotal: 3, maxTotal: 5 };
    assert.throws(() => createManifest({ ...DRAFT, rules }), is("RULES_INVALID"));
  });

  it("T050: has no place for a generator, a key or any other parameter of the cryptography", () => {
    for (const field of ["generator", "base", "curve", "field", "publicKey"]) {
      assert.throws(() => createManifest({ ...DRAFT, [field]: "1" }), is("MANIFEST_MALFORMED"));
    }
  });

  it("T052: has no place for another curve or group", () => {
    assert.throws(
      () => createManifest({ ...DRAFT, rules: { ...DRAFT.rules, group: "modp-256" } }),
      is("MANIFEST_MALFORMED"),
    );
    assert.throws(
      () => createManifest({ ...DRAFT, ceremony: { id: 2n, curve: "secp256k1" } }),
      is("MANIFEST_MALFORMED"),
    );
  });

  it("T097: keeps the options in ballot order, whatever their ids", () => {
    const swapped: Manifest = createManifest({ ...DRAFT, options: DRAFT.options.toReversed() });
    assert.deepEqual(
      swapped.options.map(({ id }) => id),
      ["as-now", "longer"],
    );
    assert.notEqual(manifestHash(manifestText(swapped)), manifestHash(text));
  });

  it("refuses what is no object at all", () => {
    for (const draft of [undefined, null, 5, "x", []])
      assert.throws(() => createManifest(draft), is("MANIFEST_MALFORMED"));
  });
});
