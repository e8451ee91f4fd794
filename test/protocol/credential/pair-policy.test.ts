import assert from "node:assert/strict";
import { describePairPolicy } from "../../../src/protocol/credential/describe-pair-policy.ts";
import { describePolicy } from "../../../src/protocol/credential/describe-policy.ts";
import {
  equalSlots,
  pairPolicyHash,
  pairPolicyText,
  parsePairPolicy,
} from "../../../src/protocol/credential/pair-policy.ts";
import { policyHash } from "../../../src/protocol/credential/policy-hash.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { poseidon } from "../../circuits/reference.ts";
import { pairPolicyHash as referenceHash } from "../../circuits/credential/pair-reference.ts";
import { POLICY, RESIDENT, VERIFIER } from "./fixtures.ts";
import { LAND_TITLE, PAIR_POLICY } from "./pair-fixtures.ts";

const parse = (changes: object = {}) => parsePairPolicy({ ...PAIR_POLICY, ...changes }, SCHEMAS);
const hash = (changes: object = {}) => pairPolicyHash(parse(changes), SCHEMAS);

describe("pair policy", () => {
  const { first, second } = PAIR_POLICY;
  const [right, landUse, district] = second.requests;

  it("is bound by its hash, as computed by circomlibjs from its parts", () => {
    const pair = parse();
    const hashes = [policyHash(pair.first, RESIDENT), policyHash(pair.second, LAND_TITLE)] as const;
    const equal = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => (row === 1 && column === 2 ? 1n : 0n)));
    assert.deepEqual(equalSlots(pair), equal);
    assert.equal(pairPolicyHash(pair, SCHEMAS), referenceHash(hashes, equal));
    assert.notEqual(pairPolicyHash(pair, SCHEMAS), poseidon(...hashes));
  });

  it("has another hash for every other word of either policy, their order and each equality", () => {
    const both = (changes: object) => ({ first: { ...first, ...changes }, second: { ...second, ...changes } });
    const year = { attribute: "areaSquareMetres", predicate: { operator: "exists" }, show: "nothing" };
    const more = { ...second, requests: [...second.requests, year] };
    const hashes = [
      hash(),
      hash({ equal: [] }),
      hash({ first: second, second: first }),
      hash({ second: more }),
      hash({ second: { ...second, requests: [landUse, right, district] } }),
      hash(both({ scope: "subsidy-2027" })),
      hash(both({ retentionDays: 31 })),
      hash(both({ purpose: { ...POLICY.purpose, id: "dpv:Marketing" } })),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it("has one text and one hash whatever the order of its equalities", () => {
    const requests = [
      { attribute: "residentSince", predicate: { operator: "exists" }, show: "nothing" },
      ...first.requests,
    ];
    const dated = { ...second, requests: [...second.requests, { ...requests[0]!, attribute: "registeredAt" }] };
    const equalities = [
      { first: "district", second: "district" },
      { first: "residentSince", second: "registeredAt" },
    ];
    const given = { first: { ...first, requests }, second: dated };
    const [one, other] = [equalities, [...equalities].reverse()].map((equal) => parse({ ...given, equal }));
    assert.equal(pairPolicyText(one!), pairPolicyText(other!));
    assert.equal(pairPolicyHash(one!, SCHEMAS), pairPolicyHash(other!, SCHEMAS));
    assert.deepEqual(equalSlots(one!), equalSlots(other!));
  });

  it("is read back from its canonical text", () => {
    assert.deepEqual(parsePairPolicy(JSON.parse(pairPolicyText(parse())), SCHEMAS), parse());
  });

  const asked = (attribute: string) => ({ attribute, predicate: { operator: "exists" }, show: "nothing" });
  const licence = (attribute: string) => ({
    ...second,
    schema: "urn:psephos:schema:professional-licence:1",
    requests: [asked(attribute)],
  });
  const refused: [string, object, RegExp][] = [
    ["an unknown field", { extra: 1 }, /extra/],
    ["another format", { format: "psephos.policy/1" }, /format/],
    ["a policy that is not valid", { second: { ...second, requests: [] } }, /requests/],
    ["policies of different verifiers", { second: { ...second, verifier: "did:web:other.example" } }, /in verifier/],
    ["policies of different scopes", { second: { ...second, scope: "other" } }, /in scope/],
    [
      "policies of different purposes",
      { second: { ...second, purpose: { ...POLICY.purpose, id: "dpv:Other" } } },
      /in purpose/,
    ],
    ["policies of different terms", { second: { ...second, maxStatusAgeSeconds: 60 } }, /in maxStatusAgeSeconds/],
    [
      "policies that seal values",
      Object.fromEntries(
        Object.entries({ first, second }).map(([name, policy]) => [
          name,
          {
            ...policy,
            requests: policy.requests.map((request) => ({ ...request, show: "sealed" })),
            verifierKey: VERIFIER.publicKey.map(String),
          },
        ]),
      ),
      /seal/,
    ],
    ["an equality of what no policy asks about", { equal: [{ first: "sex", second: "district" }] }, /sex/],
    ["an equality the wrong way round", { equal: [{ first: "landUse", second: "birthDate" }] }, /landUse/],
    [
      "an equality of a text with an enumeration",
      { equal: [{ first: "district", second: "right" }] },
      /encoded differently/,
    ],
    [
      "an equality of a date with a text",
      { equal: [{ first: "birthDate", second: "district" }] },
      /encoded differently/,
    ],
    [
      "an equality of two enumerations with other values, whose places would agree",
      {
        first: { ...first, requests: [asked("sex")] },
        second: licence("profession"),
        equal: [{ first: "sex", second: "profession" }],
      },
      /encoded differently/,
    ],
    ["an equality twice", { equal: [...PAIR_POLICY.equal, ...PAIR_POLICY.equal] }, /twice/],
    ["an equality with another field", { equal: [{ ...PAIR_POLICY.equal[0]!, operator: "equals" }] }, /operator/],
    [
      "more equalities than there are pairs of slots",
      { equal: Array.from({ length: 17 }, () => PAIR_POLICY.equal[0]) },
      /equal/,
    ],
  ];
  for (const [name, changes, pattern] of refused) {
    it(`refuses ${name}, by name`, () => {
      assert.throws(
        () => parse(changes),
        (error) => isPsephosError(error, "POLICY_MALFORMED") && pattern.test((error as Error).message),
      );
    });
  }

  it("is told in plain words, with what is said of each credential and what is the same in both", () => {
    const english = describePairPolicy({ pair: parse(), schemas: SCHEMAS, locale: "en" });
    const terms = describePolicy({ policy: parse().first, schema: RESIDENT, locale: "en" }).slice(4);
    assert.deepEqual(english, [
      'did:web:housing.example asks for a proof from two of your credentials at once, "Resident identity" and "Land title holder": Eligibility for the housing subsidy.',
      "Purpose: To check an application. Legal basis: Housing Subsidy Act, section 4.",
      'First credential, "Resident identity": You prove about "Date of birth": it is on or before 2008-01-01. Nothing more of it is shown.',
      'First credential, "Resident identity": You prove about "Code of the district of residence": it is one of D-07, D-09. Nothing more of it is shown.',
      'Second credential, "Land title holder": You prove about "Right": it is one of ownership, right of use. The value of "Right" is shown.',
      'Second credential, "Land title holder": You prove about "Land use": it is residential. Nothing more of it is shown.',
      'Second credential, "Land title holder": You prove about "Code of the district": you have it. Nothing more of it is shown.',
      'You prove that "Code of the district of residence" of the first and "Code of the district" of the second are the same.',
      ...terms,
    ]);
    assert.ok(terms.some((sentence) => sentence.includes("30 days")));
    const chinese = describePairPolicy({ pair: parse(), schemas: SCHEMAS, locale: "zh" });
    assert.equal(chinese.length, english.length);
    assert.equal(chinese[7], "您将证明第一份凭证的“居住区代码”与第二份凭证的“所在区代码”相同。");
  });
});
