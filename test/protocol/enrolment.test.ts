import assert from "node:assert/strict";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import { enrol, parseEligibility } from "../../src/protocol/enrolment.ts";
import { createIdentity, signAs } from "../../src/protocol/identity.ts";
import {
  createRegistration,
  parseRegistration,
  registrationContext,
  serialiseRegistration,
} from "../../src/protocol/registration.ts";

const ROLL = "Town 2030";
const identities = [1, 2, 3].map((seed) =>
  createIdentity(Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + seed) & 0xff)),
);
const registrations = identities.map((identity, at) =>
  createRegistration(identity, { roll: ROLL, reference: `A-${at}` }),
);
const lines = registrations.map(serialiseRegistration);
const is =
  (code: ErrorCode, says = /./) =>
  (error: unknown) =>
    isPsephosError(error, code) && says.test(error.message);

describe("registration", () => {
  it("comes back from its line of JSON", () => {
    assert.deepEqual(parseRegistration(lines[0]!), registrations[0]);
    assert.ok(!lines[0]!.includes("\n"));
  });

  it("binds roll, reference and commitment without ambiguity", () => {
    const base = { roll: "ab", reference: "c", commitment: 1n };
    const contexts = [
      base,
      { ...base, roll: "a", reference: "bc" },
      { ...base, commitment: 2n },
      { ...base, roll: "abc", reference: "" },
    ];
    assert.equal(new Set(contexts.map(registrationContext)).size, contexts.length);
  });

  const FORGED: readonly (readonly [what: string, change: (json: Record<string, unknown>) => object])[] = [
    ["another roll", (json) => ({ ...json, roll: "Town 2031" })],
    ["another person's reference", (json) => ({ ...json, reference: "A-1" })],
    [
      "a commitment that is not the signer's",
      (json) => ({ ...json, commitment: registrations[1]!.commitment.toString() }),
    ],
    ["another person's key", (json) => ({ ...json, publicKey: registrations[1]!.publicKey.map(String) })],
    [
      "another person's signature",
      (json) => ({ ...json, signature: (JSON.parse(lines[1]!) as { signature: unknown }).signature }),
    ],
    ["the identity as key", (json) => ({ ...json, publicKey: ["0", "1"] })],
  ];
  for (const [what, change] of FORGED) {
    it(`T012: refuses a registration with ${what}`, () => {
      const forged = JSON.stringify(change(JSON.parse(lines[0]!) as Record<string, unknown>));
      assert.throws(() => parseRegistration(forged), is("REGISTRATION_SIGNATURE_INVALID"));
    });
  }

  it("T053: refuses a commitment that its signer took from somebody else, though the signature itself is good", () => {
    const [victim, thief] = [identities[0]!, identities[1]!];
    const subject = { roll: ROLL, reference: "A-1", commitment: victim.commitment };
    const signature = signAs(thief, registrationContext(subject));
    const stolen = { ...registrations[1]!, ...subject, signature };
    assert.throws(() => parseRegistration(serialiseRegistration(stolen)), is("REGISTRATION_SIGNATURE_INVALID"));
  });

  it("T098: refuses unknown fields, wrong forms, invisible characters and what is not JSON", () => {
    const json = JSON.parse(lines[0]!) as Record<string, unknown>;
    const bad = [
      { ...json, weight: 9 },
      { ...json, commitment: 5 },
      { ...json, commitment: "0x5" },
      { ...json, format: "psephos.registration/2" },
      { ...json, reference: "A\u200b-0" },
      { ...json, reference: "" },
    ];
    for (const value of bad)
      assert.throws(() => parseRegistration(JSON.stringify(value)), is("REGISTRATION_MALFORMED"));
    assert.throws(() => parseRegistration(lines[0]!.slice(0, 50)), is("REGISTRATION_MALFORMED"));
  });
});

describe("enrolment", () => {
  it("puts everybody who registered on the roll with the weight of the eligibility list, and lists who did not", () => {
    const eligibility = parseEligibility("reference,weight\nA-0,1\nA-1,5\nA-2,2\nA-9,1\n");
    const { roll, unregistered } = enrol({ name: ROLL, registrations: `${lines.join("\n")}\n\n`, eligibility });
    assert.equal(roll.totalWeight, 8n);
    assert.equal(roll.entries.find(({ commitment }) => commitment === identities[1]!.commitment)?.weight, 5n);
    assert.deepEqual(unregistered, ["A-9"]);
  });

  it("gives everybody weight 1 without an eligibility list", () => {
    assert.equal(enrol({ name: ROLL, registrations: lines.join("\n") }).roll.totalWeight, 3n);
  });

  it("names the line of a bad, a foreign, an ineligible or a repeated registration", () => {
    const run = (texts: readonly string[], eligibility?: string) => () =>
      enrol({
        name: ROLL,
        registrations: texts.join("\n"),
        eligibility: eligibility === undefined ? undefined : parseEligibility(eligibility),
      });
    const twice = serialiseRegistration(createRegistration(identities[0]!, { roll: ROLL, reference: "B-7" }));
    const foreign = serialiseRegistration(createRegistration(identities[1]!, { roll: "Other", reference: "A-1" }));
    assert.throws(run([lines[0]!, "{"]), is("REGISTRATION_MALFORMED", /^Line 2/));
    assert.throws(
      run([lines[0]!, "", lines[1]!.replace("A-1", "A-5")]),
      is("REGISTRATION_SIGNATURE_INVALID", /^Line 3/),
    );
    assert.throws(run([lines[0]!, foreign]), is("REGISTRATION_NOT_ELIGIBLE", /^Line 2.*another roll/));
    assert.throws(run(lines, "reference\nA-0\nA-2"), is("REGISTRATION_NOT_ELIGIBLE", /^Line 2/));
    assert.throws(run([lines[0]!, lines[1]!, lines[0]!]), is("ROLL_DUPLICATE", /Lines 1 and 3.*reference/));
    assert.throws(run([lines[0]!, lines[1]!, twice]), is("ROLL_DUPLICATE", /Lines 1 and 3.*commitment/));
  });

  it("reads eligibility lists with or without weights, quotes and byte order mark, and names the lines of bad ones", () => {
    assert.deepEqual(
      [...parseEligibility('\ufeffreference\r\n"A, 1"\r\nB\r\n')],
      [
        ["A, 1", 1n],
        ["B", 1n],
      ],
    );
    assert.deepEqual([...parseEligibility("weight,reference\n3,A\n")], [["A", 3n]]);
    const bad: readonly (readonly [string, ErrorCode, RegExp])[] = [
      ["", "ROLL_MALFORMED", /Line 1/],
      ["name\nA", "ROLL_MALFORMED", /Line 1/],
      ["reference,weight,age\nA,1,2", "ROLL_MALFORMED", /Line 1/],
      ["reference,weight\nA,1\nB", "ROLL_MALFORMED", /Line 3/],
      ["reference,weight\nA,0", "ROLL_MALFORMED", /Line 2.*weight/],
      ["reference,weight\nA,1\nB,4294967296", "ROLL_MALFORMED", /Line 3/],
      ["reference,weight\nA,1e3", "ROLL_MALFORMED", /Line 2/],
      ["reference,weight\n,1", "ROLL_MALFORMED", /Line 2.*empty/],
      ["reference\nA\nB\nA", "ROLL_DUPLICATE", /Lines 2 and 4/],
    ];
    for (const [text, code, says] of bad) assert.throws(() => parseEligibility(text), is(code, says), text);
  });
});
