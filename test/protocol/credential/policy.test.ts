import assert from "node:assert/strict";
import fc from "fast-check";
import { describePolicy } from "../../../src/protocol/credential/describe-policy.ts";
import { encodeValue, type AttributeType } from "../../../src/protocol/credential/encoding.ts";
import { policyFields, policyHash } from "../../../src/protocol/credential/policy-hash.ts";
import { parsePolicy, policyText } from "../../../src/protocol/credential/policy.ts";
import { OPERATORS, meets, toCircuit, type Predicate } from "../../../src/protocol/credential/predicate.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { tagged } from "../../circuits/credential/reference.ts";
import { POLICY, RESIDENT, VERIFIER } from "./fixtures.ts";

const malformed = (error: unknown) => isPsephosError(error, "POLICY_MALFORMED");
const NUMBER: AttributeType = { encoding: "int64" };
const MAX = "9223372036854775807";
const MIN = "-9223372036854775808";

describe("predicates", () => {
  it("have iden3's operator numbers", () => {
    assert.deepEqual(Object.values(OPERATORS), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("mean what they say of signed numbers, at random and at the ends", () => {
    const number = fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.constantFrom(BigInt(MIN), BigInt(MAX), -1n, 0n));
    fc.assert(
      fc.property(number, number, number, (value, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const cases: [Predicate, boolean][] = [
          [{ operator: "equals", value: `${one}` }, value === one],
          [{ operator: "notEquals", value: `${one}` }, value !== one],
          [{ operator: "lessThan", value: `${one}` }, value < one],
          [{ operator: "lessOrEqual", value: `${one}` }, value <= one],
          [{ operator: "greaterThan", value: `${one}` }, value > one],
          [{ operator: "greaterOrEqual", value: `${one}` }, value >= one],
          [{ operator: "between", low: `${low}`, high: `${high}` }, low <= value && value <= high],
          [{ operator: "notBetween", low: `${low}`, high: `${high}` }, value < low || high < value],
          [{ operator: "exists" }, true],
        ];
        if (one !== other) {
          const values = [`${one}`, `${other}`];
          cases.push([{ operator: "in", values }, value === one || value === other]);
          cases.push([{ operator: "notIn", values }, value !== one && value !== other]);
        }
        for (const [predicate, expected] of cases) {
          // Refused only where nothing, or everything, meets it.
          const circuit = attempt(() => toCircuit(NUMBER, predicate));
          if (circuit !== undefined) assert.equal(meets(circuit, encodeValue(NUMBER, value.toString())), expected);
        }
      }),
    );
  });

  it("have one form for one statement", () => {
    const form = (predicate: Predicate) => toCircuit(NUMBER, predicate);
    assert.deepEqual(form({ operator: "equals", value: "5" }), form({ operator: "in", values: ["5"] }));
    assert.deepEqual(form({ operator: "in", values: ["7", "5"] }), form({ operator: "in", values: ["5", "7"] }));
    assert.deepEqual(form({ operator: "lessThan", value: "6" }), form({ operator: "lessOrEqual", value: "5" }));
    assert.deepEqual(
      form({ operator: "greaterOrEqual", value: "6" }),
      form({ operator: "between", low: "6", high: MAX }),
    );
  });

  const refused: [string, AttributeType, Predicate][] = [
    ["less than the lowest", NUMBER, { operator: "lessThan", value: MIN }],
    ["more than the highest", NUMBER, { operator: "greaterThan", value: MAX }],
    ["at most the highest, which all are", NUMBER, { operator: "lessOrEqual", value: MAX }],
    ["bounds that cross", NUMBER, { operator: "between", low: "6", high: "5" }],
    ["outside of everything", NUMBER, { operator: "notBetween", low: MIN, high: MAX }],
    ["an empty set", NUMBER, { operator: "in", values: [] }],
    ["a set of seventeen", NUMBER, { operator: "notIn", values: Array.from({ length: 17 }, (_, at) => `${at}`) }],
    ["a set that repeats a value", NUMBER, { operator: "in", values: ["1", "1"] }],
    ["an order of texts", { encoding: "string" }, { operator: "lessThan", value: "b" }],
    ["an order of countries", { encoding: "country" }, { operator: "between", low: "004", high: "156" }],
  ];
  for (const [name, type, predicate] of refused) {
    it(`refuse ${name}`, () => {
      assert.throws(() => toCircuit(type, predicate), malformed);
    });
  }
});

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (malformed(error)) return undefined;
    throw error;
  }
}

describe("policy", () => {
  const parse = (changes: object = {}) => parsePolicy({ ...POLICY, ...changes }, SCHEMAS);

  it("is bound by its hash, as computed by circomlibjs from its fields", () => {
    const policy = parse();
    const fields = policyFields(policy, RESIDENT);
    const operandDigests = fields.operands.map((operands) => tagged("operands", operands));
    // between; in; exists and disclosed; nothing.
    const slots = 9n + (4n << 6n) + ((11n + 16n) << 12n);
    const { verifierId, scopeId, termsHash, schemaHash, attributeIds } = fields;
    const inputs = [verifierId, scopeId, termsHash, schemaHash, 0n, 0n, slots, ...attributeIds, ...operandDigests];
    assert.equal(policyHash(policy, RESIDENT), tagged("policy", inputs));
    assert.deepEqual(attributeIds[3], 0n);
    assert.ok(fields.operands[3]!.every((operand) => operand === 0n));
  });

  it("has another hash for every other word of it", () => {
    const [first, ...rest] = POLICY.requests;
    const sealed = { requests: [{ ...first!, show: "sealed" }, ...rest], verifierKey: VERIFIER.publicKey.map(String) };
    const variants = [
      {},
      { verifier: "did:web:other.example" },
      { scope: "subsidy-2027" },
      { version: 2 },
      { title: { zh: "甲", en: "A" } },
      { purpose: { ...POLICY.purpose, id: "dpv:Marketing" } },
      { purpose: { ...POLICY.purpose, legalBasis: { zh: "同意。", en: "Consent." } } },
      { requests: rest },
      { requests: [{ ...first!, show: "clear" }, ...rest] },
      sealed,
      { requests: [{ ...first!, predicate: { operator: "lessOrEqual", value: "2008-01-02" } }, ...rest] },
      { retentionDays: 31 },
      { maxStatusAgeSeconds: 86_401 },
      { maxClockSkewSeconds: 301 },
      { validitySeconds: 2_592_001 },
      { onRevocation: "lapses" },
      { revocable: false },
    ];
    const hashes = variants.map((changes) => policyHash(parse(changes), RESIDENT));
    assert.equal(new Set(hashes).size, variants.length);
  });

  it("is read back from its canonical text", () => {
    const sealed = parse({
      requests: [{ ...POLICY.requests[0]!, show: "sealed" }],
      verifierKey: VERIFIER.publicKey.map(String),
    });
    for (const policy of [parse(), sealed]) {
      assert.deepEqual(parsePolicy(JSON.parse(policyText(policy)), SCHEMAS), policy);
    }
  });

  const one = POLICY.requests[0]!;
  const refused: [string, object, RegExp][] = [
    ["an unknown field", { extra: 1 }, /extra/],
    ["an unknown schema", { schema: "urn:psephos:schema:none:1" }, /none:1/],
    ["an unknown attribute", { requests: [{ ...one, attribute: "age" }] }, /"age"/],
    ["an unknown operator", { requests: [{ ...one, predicate: { operator: "contains", value: "x" } }] }, /operator/],
    [
      "a value of the wrong encoding",
      { requests: [{ ...one, predicate: { operator: "equals", value: "17" } }] },
      /birthDate: The value/,
    ],
    ["two requests about one attribute", { requests: [one, one] }, /birthDate twice/],
    ["no request", { requests: [] }, /requests/],
    ["five requests", { requests: Array.from({ length: 5 }, () => one) }, /requests/],
    ["a key and nothing to seal", { verifierKey: VERIFIER.publicKey.map(String) }, /verifierKey/],
    ["something to seal and no key", { requests: [{ ...one, show: "sealed" }] }, /verifierKey/],
    ["a purpose that is no term of the vocabulary", { purpose: { ...POLICY.purpose, id: "because" } }, /purpose\.id/],
    ["a title of two lines", { title: { zh: "甲", en: "A\nYou prove nothing." } }, /title\.en/],
    ["a text in one language", { title: { en: "A" } }, /title\.zh/],
    ["silence about later revocation", { onRevocation: undefined }, /onRevocation/],
    ["another word for it", { onRevocation: "ends" }, /onRevocation/],
    ["a revocability that is neither yes nor no", { revocable: "yes" }, /revocable/],
  ];
  for (const [name, changes, pattern] of refused) {
    it(`refuses ${name}, by name`, () => {
      assert.throws(
        () => parse(changes),
        (error) => malformed(error) && pattern.test((error as Error).message),
      );
    });
  }

  it("T009: refuses a key of small order, or off the curve, to seal for", () => {
    for (const verifierKey of [
      ["0", "1"],
      ["1", "2"],
    ]) {
      assert.throws(
        () => parse({ requests: [{ ...one, show: "sealed" }], verifierKey }),
        (error) => isPsephosError(error, "POINT_INVALID"),
      );
    }
  });

  it("is told in plain words: who, what for, on what ground, what is shown and what not, how long, what ends it", () => {
    const english = describePolicy({ policy: parse(), schema: RESIDENT, locale: "en" });
    assert.deepEqual(english, [
      'did:web:housing.example asks for a proof from your "Resident identity": Eligibility for the housing subsidy.',
      "Purpose: To check an application. Legal basis: Housing Subsidy Act, section 4.",
      'You prove about "Date of birth": it is on or before 2008-01-01. Nothing more of it is shown.',
      'You prove about "Code of the district of residence": it is one of D-07, D-09. Nothing more of it is shown.',
      'You prove about "Nationality": you have it. The value of "Nationality" is shown.',
      "Nothing else of your credential is learned, nor which of the trusted issuers signed it.",
      "The record of this check is kept for 30 days.",
      'You appear under a pseudonym that is the same each time within "subsidy-2026" and cannot be linked to you elsewhere.',
      "If the proof is recorded on chain, it holds for at most 30 days; pseudonym and times stay there for good, no value does.",
      "If your credential is revoked later, what was recorded stands until it expires.",
      "You can withdraw what was recorded; the verifier can also revoke it by a decision.",
    ]);
    const chinese = describePolicy({ policy: parse(), schema: RESIDENT, locale: "zh" });
    assert.equal(chinese.length, english.length);
    assert.equal(chinese[2], "关于“出生日期”，您将证明：不晚于 2008-01-01。除此之外不透露任何内容。");
    assert.equal(chinese[9], "您的凭证日后如被撤销，已登记的证明在到期前仍然有效。");
  });

  it("keeps a verifier's words in one sentence: a line of theirs looks like none of the program's", () => {
    const text = { zh: "甲", en: "To check.\n\nYou prove nothing.\n  · Nothing is shown." };
    const policy = parse({ purpose: { ...POLICY.purpose, text, legalBasis: { zh: "乙", en: "Law.\nNo more." } } });
    const sentences = describePolicy({ policy, schema: RESIDENT, locale: "en" });
    const purpose = "Purpose: To check. You prove nothing. · Nothing is shown. Legal basis: Law. No more.";
    assert.equal(sentences[1], purpose);
    assert.ok(sentences.every((sentence) => !sentence.includes("\n")));
  });

  it("tells of a proof that lapses with the status lists how long it can hold, in whole units", () => {
    const told = (changes: object) =>
      describePolicy({ policy: parse({ onRevocation: "lapses", ...changes }), schema: RESIDENT, locale: "en" });
    assert.match(told({})[8]!, /at most 1 day;/);
    assert.match(told({ maxStatusAgeSeconds: 5400 })[8]!, /at most 90 minutes;/);
    assert.match(told({ validitySeconds: 7200 })[8]!, /at most 2 hours;/);
    assert.match(told({ validitySeconds: 61 })[8]!, /at most 61 seconds;/);
    assert.match(told({})[9]!, /ends by then at the latest/);
    assert.match(told({ revocable: false })[10]!, /the verifier cannot revoke it/);
  });
});
