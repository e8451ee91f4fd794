import assert from "node:assert/strict";
import { cascade } from "../determinacy.ts";
import { honestWitness, sat, twin, type Inputs } from "../harness.ts";
import { mod } from "../r1cs.ts";
import { ORDER, commitmentOf, poseidon } from "../reference.ts";
import { brokenAt, presentationAccepts } from "./cheat.ts";
import { PAIR } from "./mains.ts";
import { PAIR as USUAL, pairInputs, pairPolicyHash, type PairCase, type PairInputs } from "./pair-reference.ts";
import { OPERATOR, PRESENTATION, presentationInputs, tag, type PresentationCase, type Slot } from "./reference.ts";

const accepts = (inputs: Inputs): Promise<boolean> => presentationAccepts(inputs, PAIR);
const changed = (change: PairInputs): PairInputs => ({ ...pairInputs(), ...change });

/** Every broken constraint has a wire of this name: all else of the forged witness is flawless. */
async function assertBrokenAt(inputs: Inputs, name: string): Promise<void> {
  const names = await brokenAt(inputs, PAIR);
  assert.ok(names.includes(name), `broken at ${names.join(", ") || "several places"}`);
}

/** The change made to the first credential's case, then to the second's. */
function onEither(change: Partial<PresentationCase>): [string, Partial<PairCase>][] {
  return [
    ["first", { first: { ...USUAL.first, ...change } }],
    ["second", { second: { ...USUAL.second, ...change } }],
  ];
}

describe("presentation of a pair", () => {
  const sameSchema: Partial<PresentationCase> = {
    ...USUAL.second,
    schemaHash: PRESENTATION.schemaHash,
    issuerScalar: PRESENTATION.issuerScalar,
    revoked: PRESENTATION.revoked,
    suspended: PRESENTATION.suspended,
  };
  const honest: [string, Partial<PairCase>][] = [
    ["two credentials of different schemas and issuers with an attribute in common", {}],
    ["two credentials that need have nothing in common", { equal: [] }],
    ["two credentials of one schema, issuer and status list", { second: sameSchema }],
    ["one attribute that is the same as two of the other credential's", twice()],
  ];
  for (const [name, changes] of honest) {
    it(`accepts ${name}`, async () => {
      assert.equal(await accepts(pairInputs(changes)), true);
    });
  }

  it("T007: the inputs fix every signal", async () => {
    // No product of differences is 0, so that no inverse is left free.
    const values = PRESENTATION.values.map((value, position) => (position === 4 ? 52n : value));
    const slots: Slot[] = [
      { operator: OPERATOR.between, operands: [50n, 104n], position: 4 },
      { operator: OPERATOR.notIn, operands: [5n, 6n], position: 7, disclose: 1n },
      { operator: OPERATOR.exists, operands: [0n], position: 15 },
      { operator: OPERATOR.notBetween, operands: [7n, 90n, 0n], position: 2 },
    ];
    const [first, second] = [
      { ...USUAL.first, slots, values },
      { ...USUAL.second, slots: slots.slice(1).concat(slots[2]!) },
    ];
    const circuit = await twin(PAIR);
    const witness = honestWitness(circuit, pairInputs({ first, second, equal: [] }));
    assert.equal(sat(circuit, witness), true);
    const free = cascade(circuit, witness).free.map((wire) => circuit.names[wire]);
    assert.deepEqual(free, []);
  });

  describe("holder", () => {
    for (const [which, changes] of onEither({ holder: commitmentOf(99n) })) {
      it(`refuses a ${which} credential of someone else`, async () => {
        assert.equal(await accepts(pairInputs(changes)), false);
      });
    }

    it("refuses the pseudonym of another secret, by the pseudonym alone", async () => {
      await assertBrokenAt(changed({ pseudonym: poseidon(tag("pseudonym"), 99n, 1001n, 2002n) }), "pseudonym");
    });

    it("T005: refuses the alias secret + l and its pseudonym", async () => {
      const secret = PRESENTATION.secret + ORDER;
      const pseudonym = poseidon(tag("pseudonym"), secret, 1001n, 2002n);
      assert.equal(await accepts(changed({ secret, pseudonym })), false);
    });
  });

  describe("policies", () => {
    const first = presentationInputs(USUAL.first).policyHash as bigint;
    const second = (changes: Partial<PresentationCase> = {}): bigint =>
      presentationInputs({ ...USUAL.second, ...changes }).policyHash as bigint;
    const equal = pairInputs().equal as bigint[][];
    const none = equal.map((row) => row.map(() => 0n));
    const asked: [string, bigint][] = [
      ["that are exchanged", pairPolicyHash([second(), first], equal)],
      ["of which the second is another verifier's", pairPolicyHash([first, second({ verifierId: 1n })], equal)],
      ["of which the second is of another scope", pairPolicyHash([first, second({ scopeId: 1n })], equal)],
      ["of which the second has another purpose", pairPolicyHash([first, second({ termsHash: 1n })], equal)],
      [
        "that ask for another equality",
        pairPolicyHash([first, second()], pairInputs({ equal: [[2, 1]] }).equal as bigint[][]),
      ],
      [
        "that ask for one equality more",
        pairPolicyHash(
          [first, second()],
          pairInputs({
            equal: [
              [1, 2],
              [0, 0],
            ],
          }).equal as bigint[][],
        ),
      ],
      ["without their equality", pairPolicyHash([first, second()], none)],
      ["of which one alone was asked", first],
    ];
    for (const [name, policyHash] of asked) {
      it(`refuses policies ${name}, by policyHash alone`, async () => {
        assert.deepEqual(pairInputs().policyHash, pairPolicyHash([first, second()], equal));
        await assertBrokenAt(changed({ policyHash }), "policyHash");
      });
    }

    it("refuses a policy that seals a value: there is no means to", async () => {
      const sealing = USUAL.second.slots!.map((slot, at) => (at === 0 ? { ...slot, seal: 1n } : slot));
      const policyHash = pairPolicyHash([first, second({ slots: sealing })], equal);
      await assertBrokenAt(changed({ policyHash }), "policyHash");
    });
  });

  describe("credentials", () => {
    const { now } = PRESENTATION;
    const cases: [string, Partial<PresentationCase>][] = [
      ["has expired", { validUntil: now }],
      ["is not valid yet", { validFrom: now + 1n }],
      ["does not meet its policy", { values: PRESENTATION.values.map(() => 1n) }],
    ];
    for (const [name, change] of cases) {
      for (const [which, changes] of onEither(change)) {
        it(`refuses a ${which} one that ${name}`, async () => {
          assert.equal(await accepts(pairInputs({ ...changes, equal: [] })), false);
        });
      }
    }

    const marks: [string, number[], number[]][] = [
      ["revoked", [70_007, 4099], []],
      ["suspended", [], [70_007, 4099]],
    ];
    for (const [name, revoked, suspended] of marks) {
      for (const [which, changes] of onEither({ revoked, suspended })) {
        it(`refuses a ${which} one that is ${name}, with the list that says so or an older one`, async () => {
          const listed = pairInputs(changes);
          assert.equal(await accepts(listed), false);
          await assertBrokenAt(changed({ trustRoot: listed.trustRoot! }), "trustRoot");
        });
      }
    }

    for (const [which, changes] of onEither({ issuerScalar: 666n })) {
      it(`T046: refuses a ${which} one of an issuer that is not trusted, by trustRoot alone`, async () => {
        const { trustRoot } = pairInputs();
        await assertBrokenAt({ ...pairInputs(changes), trustRoot: trustRoot! }, "trustRoot");
      });
    }

    it("refuses one credential for both, by the difference of hashes alone", async () => {
      await assertBrokenAt(pairInputs({ second: USUAL.first, equal: [] }), "apart");
      assert.equal(await accepts(pairInputs({ second: { ...USUAL.first, nonce: 708n }, equal: [] })), true);
    });

    it("refuses credentials in exchanged places", async () => {
      const inputs = pairInputs();
      const swapped = ["leaves", "validFrom", "validUntil", "statusIndex", "nonce", "r8", "s", "issuerKey"];
      const exchange = Object.fromEntries(swapped.map((name) => [name, [...(inputs[name] as bigint[])].reverse()]));
      assert.equal(await accepts({ ...inputs, ...exchange }), false);
    });

    it("refuses the value of one credential opened in a slot of the other", async () => {
      const { values, leaves } = pairInputs() as { values: bigint[][]; leaves: bigint[][] };
      assert.equal(await accepts(changed({ values: [[...values[0]!.slice(0, 3), 302n], values[1]!] })), false);
      assert.equal(await accepts(changed({ leaves: [leaves[1]!, leaves[1]!] })), false);
    });

    it("T018: refuses S + l in either signature", async () => {
      const s = pairInputs().s as bigint[];
      assert.equal(await accepts(changed({ s: [mod(s[0]! + ORDER), s[1]!] })), false);
      assert.equal(await accepts(changed({ s: [s[0]!, mod(s[1]! + ORDER)] })), false);
    });
  });

  describe("disclosure", () => {
    const shown: [string, bigint[]][] = [
      ["another value", [0n, 107n, 0n, 0n, 0n, 0n, 0n, 303n]],
      ["nothing of the second credential", [0n, 107n, 0n, 0n, 0n, 0n, 0n, 0n]],
      ["the credentials exchanged", [0n, 0n, 0n, 302n, 0n, 107n, 0n, 0n]],
      ["a value that is not to be shown", [0n, 107n, 0n, 0n, 312n, 0n, 0n, 302n]],
      ["one credential's alone, in the form of one", [0n, 107n, 0n, 0n]],
    ];
    for (const [name, clear] of shown) {
      it(`refuses ${name}, by disclosureHash alone`, async () => {
        const honestHash = poseidon(tag("disclosure"), 515151n, 0n, 107n, 0n, 0n, 0n, 0n, 0n, 302n);
        assert.equal(pairInputs().disclosureHash, honestHash);
        await assertBrokenAt(
          changed({ disclosureHash: poseidon(tag("disclosure"), 515151n, ...clear) }),
          "disclosureHash",
        );
      });
    }
  });

  it("refuses values claimed to be equal that are not, and equalities of slots that are not used", async () => {
    for (const equal of [
      [[1, 0]],
      [[0, 2]],
      [[3, 1]],
      [
        [1, 2],
        [2, 3],
      ],
    ] as const) {
      assert.equal(await accepts(pairInputs({ equal })), false, equal.join(" "));
    }
  });
});

/** The second credential has the value 107 in two slots. */
function twice(): Partial<PairCase> {
  const values = USUAL.second.values!.map((value, position) => (position === 12 ? 107n : value));
  return {
    second: { ...USUAL.second, values },
    equal: [
      [1, 0],
      [1, 2],
    ],
  };
}
