import assert from "node:assert/strict";
import { cascade, choices, flips } from "../determinacy.ts";
import { honestWitness, sat, twin } from "../harness.ts";
import { mod } from "../r1cs.ts";
import { ORDER, commitmentOf, multiply, poseidon, BASE } from "../reference.ts";
import { brokenAt, presentationAccepts as accepts } from "./cheat.ts";
import { KIND_PART, PLAIN, SEALING } from "./mains.ts";
import {
  OPERATOR,
  PRESENTATION,
  SEALED,
  presentationInputs,
  saltOf,
  tag,
  type PresentationCase,
  type PresentationInputs,
  type Slot,
} from "./reference.ts";

const changed = (change: PresentationInputs): PresentationInputs => ({ ...presentationInputs(), ...change });

describe("presentation", () => {
  const honest: [string, Partial<PresentationCase>][] = [
    ["the usual policy", {}],
    [
      "one slot",
      { slots: [PRESENTATION.slots[1]!, ...Array.from({ length: 3 }, (): Slot => ({ operator: OPERATOR.noop }))] },
    ],
    ["the first second of validity", { validFrom: PRESENTATION.now }],
    ["the last second of validity", { validUntil: PRESENTATION.now + 1n }],
    ["the highest secret", { secret: ORDER - 1n }],
    ["the last entry of the status list", { statusIndex: 131_071n, suspended: [131_070] }],
  ];
  for (const [name, changes] of honest) {
    it(`accepts ${name}`, async () => {
      assert.equal(await accepts(presentationInputs(changes)), true);
    });
  }

  it("accepts values sealed for the verifier, and two slots about one attribute", async () => {
    assert.equal(await accepts(presentationInputs(SEALED), SEALING), true);
  });

  for (const [main, changes] of [
    [PLAIN, {}],
    [SEALING, SEALED],
  ] as const) {
    it(`T022: refuses each public signal plus one (${main.parameters.join()})`, async () => {
      const circuit = await twin(main);
      const witness = honestWitness(circuit, presentationInputs(changes));
      assert.equal(sat(circuit, witness), true);
      assert.equal(circuit.r1cs.publicCount, 6);
      for (let wire = 1; wire <= 6; wire++) {
        const altered = witness.map((value, at) => (at === wire ? mod(value + 1n) : value));
        assert.equal(sat(circuit, altered), false, circuit.names[wire]);
      }
    });
  }

  it("T007: the inputs fix every signal, and no bit can be the other one", async () => {
    const circuit = await twin(PLAIN);
    // No product of differences is 0, so that no inverse is left free; and 52 is half of 104, as otherwise `above`, of which
    // the square must be 0, would be fixed by no equation with a single root.
    const values = PRESENTATION.values.map((value, position) => (position === 4 ? 52n : value));
    const slots: Slot[] = [
      PRESENTATION.slots[0]!,
      { operator: OPERATOR.notIn, operands: [5n, 6n], position: 7, disclose: 1n },
      { operator: OPERATOR.exists, operands: [0n], position: 15 },
      { operator: OPERATOR.notBetween, operands: [7n, 90n, 0n], position: 2 },
    ];
    const witness = honestWitness(circuit, presentationInputs({ slots, values }));
    assert.equal(sat(circuit, witness), true);
    const plan = cascade(circuit, witness);
    assert.deepEqual(
      plan.free.map((wire) => circuit.names[wire]),
      [],
    );
    const bits = choices(plan);
    assert.ok(bits.length > 1000);
    const open = bits.filter((wire) => flips(plan, { witness, wire })).map((wire) => circuit.names[wire]!);
    // Of these marks the other wires of the slot follow in no order of single steps: see the next test.
    const marks = /^Slot\[(0\]\.Predicate\.isBetween|1\]\.Predicate\.is(In|NotIn)|3\]\.Predicate\.isNotBetween)$/;
    assert.deepEqual(
      open.filter((name) => !marks.test(name)),
      [],
    );
  });

  it("T007: an operator has one set of marks, of all 32", async () => {
    const circuit = await twin(KIND_PART);
    const marks = [4n, 5n, 9n, 10n, 11n];
    for (let operator = 0n; operator < 41n; operator++) {
      const accepted: number[] = [];
      for (let set = 0; set < 32; set++) {
        const bits = marks.map((_, at) => BigInt((set >> at) & 1));
        const named = new Map([
          ["operator", operator],
          ["active", bits.reduce((sum, bit) => sum + bit, 0n)],
          ["isIn", bits[0]!],
          ["isNotIn", bits[1]!],
          ["isBetween", bits[2]!],
          ["isNotBetween", bits[3]!],
        ]);
        // The mark of `exists` is the one wire without a name here.
        const witness = circuit.names.map((name, wire) => (wire === 0 ? 1n : (named.get(name) ?? bits[4]!)));
        if (sat(circuit, witness)) accepted.push(set);
      }
      const expected = operator === 0n ? [0] : marks.flatMap((mark, at) => (mark === operator ? [1 << at] : []));
      assert.deepEqual(accepted, expected, `operator ${operator}`);
    }
  });

  describe("policy", () => {
    const altered: [string, PresentationInputs][] = [
      ["another purpose than the policy's", { termsHash: 607n }],
      [
        "another verifier than the policy's",
        { verifierId: 1n, pseudonym: poseidon(tag("pseudonym"), PRESENTATION.secret, 1n, 2002n) },
      ],
      [
        "another scope than the policy's",
        { scopeId: 1n, pseudonym: poseidon(tag("pseudonym"), PRESENTATION.secret, 1001n, 1n) },
      ],
      [
        "wider bounds",
        {
          operands: (presentationInputs().operands as bigint[][]).map((list, at) =>
            at === 0 ? [0n, ...list.slice(1)] : list,
          ),
        },
      ],
      [
        "a larger set",
        {
          operands: (presentationInputs().operands as bigint[][]).map((list, at) =>
            at === 1 ? [...list.slice(0, 15), 9n] : list,
          ),
        },
      ],
      [
        "exists instead of the policy's predicate",
        { operators: [OPERATOR.exists, OPERATOR.in, OPERATOR.exists, OPERATOR.noop] },
      ],
    ];
    for (const [name, change] of altered) {
      it(`refuses ${name}, by policyHash alone`, async () => {
        assert.ok((await brokenAt(changed(change))).includes("policyHash"));
      });
    }

    it("refuses two fields moved between slots so that their packed sum stays", async () => {
      const inputs = changed({ operators: [9n + 64n, 3n, 11n, 0n] });
      assert.equal(await accepts(inputs), false);
    });
  });

  describe("holder", () => {
    it("refuses the credential of someone else", async () => {
      assert.equal(await accepts(presentationInputs({ holder: commitmentOf(99n) })), false);
    });

    it("refuses the pseudonym of another secret, or of the commitment", async () => {
      for (const secret of [99n, commitmentOf(PRESENTATION.secret)]) {
        const pseudonym = poseidon(tag("pseudonym"), secret, 1001n, 2002n);
        assert.ok((await brokenAt(changed({ pseudonym }))).includes("pseudonym"));
      }
    });

    for (let multiple = 1n; multiple <= 4n; multiple++) {
      it(`T005: refuses the alias secret + ${multiple}·l and its pseudonym`, async () => {
        const secret = PRESENTATION.secret + multiple * ORDER;
        const pseudonym = poseidon(tag("pseudonym"), secret, 1001n, 2002n);
        assert.equal(await accepts(changed({ secret, pseudonym })), false);
      });
    }
  });

  describe("credential", () => {
    const cases: [string, Partial<PresentationCase>][] = [
      ["an expired one", { validUntil: PRESENTATION.now }],
      ["one that is not valid yet", { validFrom: PRESENTATION.now + 1n }],
      ["a revoked one", { revoked: [70_007] }],
      ["a suspended one", { suspended: [70_007] }],
      ["a status index past the list", { statusIndex: 70_007n + 131_072n }],
    ];
    for (const [name, changes] of cases) {
      it(`refuses ${name}`, async () => {
        assert.equal(await accepts(presentationInputs(changes)), false);
      });
    }

    const altered: [string, PresentationInputs][] = [
      ["a later end", { validUntil: PRESENTATION.validUntil + 1n }],
      ["another status index, that is clear", { statusIndex: 70_009n }],
      ["another schema", { schemaHash: 506n }],
      ["another nonce", { nonce: 708n }],
      ["S + l", { s: mod((presentationInputs().s as bigint) + ORDER) }],
      ["a raised attribute", { values: [1n, 107n, 115n, 0n] }],
      ["a raised attribute in a leaf of its own", ownLeaf()],
    ];
    for (const [name, change] of altered) {
      it(`refuses ${name}`, async () => {
        assert.equal(await accepts(changed(change)), false);
      });
    }
  });

  describe("trust", () => {
    it("T046: refuses a forger's own key, in whatever tree of its own", async () => {
      const { trustRoot } = presentationInputs();
      const forged = presentationInputs({ issuerScalar: 666n });
      assert.notEqual(forged.trustRoot, trustRoot);
      assert.ok((await brokenAt({ ...forged, trustRoot: trustRoot! })).includes("trustRoot"));
    });

    it("refuses a status list from before the revocation, by trustRoot alone", async () => {
      const { trustRoot } = presentationInputs({ revoked: [70_007] });
      assert.ok((await brokenAt(changed({ trustRoot: trustRoot! }))).includes("trustRoot"));
    });

    it("refuses an issuer trusted for another schema, by trustRoot alone", async () => {
      const { trustRoot } = presentationInputs({ schemaHash: 506n });
      assert.ok((await brokenAt(changed({ trustRoot: trustRoot! }))).includes("trustRoot"));
    });
  });

  describe("that is passed on", () => {
    const others: [string, Partial<PresentationCase>, string][] = [
      ["another verifier's policy", { verifierId: 1n }, "policyHash"],
      ["another scope", { scopeId: 1n }, "policyHash"],
      ["another purpose", { termsHash: 607n }, "policyHash"],
      ["another context", { contextHash: 3004n }, "contextHash"],
      ["a later time", { now: PRESENTATION.now + 1n }, "now"],
      ["another holder's pseudonym", { secret: 99n }, "pseudonym"],
    ];
    for (const [name, changes, signal] of others) {
      it(`T022: is refused for ${name}`, async () => {
        const circuit = await twin(PLAIN);
        const witness = honestWitness(circuit, presentationInputs());
        const wire = circuit.wires.get(signal)!;
        const value = presentationInputs(changes)[signal] as bigint;
        const altered = witness.map((old, at) => (at === wire ? value : old));
        assert.notEqual(altered[wire], witness[wire]);
        assert.equal(sat(circuit, altered), false);
      });
    }
  });

  describe("disclosure", () => {
    it("refuses another value than the attribute's, by disclosureHash alone", async () => {
      for (const clear of [
        [0n, 108n, 0n, 0n],
        [0n, 0n, 0n, 0n],
        [104n, 107n, 0n, 0n],
        [107n, 0n, 0n, 0n],
      ]) {
        const disclosureHash = poseidon(tag("disclosure"), 515151n, ...clear);
        assert.ok((await brokenAt(changed({ disclosureHash }))).includes("disclosureHash"));
      }
    });

    it("refuses a policy that seals values, without the means to seal", async () => {
      const disclosureHash = poseidon(tag("disclosure"), 515151n, 0n, 109n, 0n, 0n);
      assert.equal(await accepts({ ...presentationInputs(SEALED), disclosureHash }), false);
      const inClear = SEALED.slots!.map((slot) => ({ ...slot, seal: 0n }));
      const keyAlone = presentationInputs({ ...SEALED, slots: inClear });
      assert.equal(await accepts({ ...keyAlone, disclosureHash }), false);
      const neither = presentationInputs({ slots: inClear });
      assert.equal(neither.disclosureHash, disclosureHash);
      assert.equal(await accepts(neither), true);
    });

    const sealed = (word: (position: number, mask: bigint) => bigint): PresentationInputs => {
      const honestInputs = presentationInputs(SEALED);
      const agreed = multiply(multiply(BASE, PRESENTATION.verifierScalar), PRESENTATION.ephemeral);
      const words = [0, 1, 2, 3].map((at) => mod(word(at, poseidon(tag("seal"), ...agreed, BigInt(at)))));
      const sent = multiply(BASE, PRESENTATION.ephemeral);
      const disclosureHash = poseidon(tag("disclosure"), 515151n, 0n, 109n, 0n, 0n, ...sent, ...words);
      return { ...honestInputs, disclosureHash };
    };
    const values = [100n, 0n, 115n, 0n];

    it("seals the value under the key that verifier and holder share, as computed here", async () => {
      const inputs = sealed((at, mask) => (at % 2 === 0 ? values[at]! + mask : 0n));
      assert.equal(inputs.disclosureHash, presentationInputs(SEALED).disclosureHash);
      assert.equal(await accepts(inputs, SEALING), true);
    });

    it("refuses a sealed word for another value, none at all, or one where none is asked", async () => {
      for (const word of [
        (at: number, mask: bigint) => (at % 2 === 0 ? values[at]! + mask + 1n : 0n),
        () => 0n,
        (at: number, mask: bigint) => values[at]! + mask,
      ]) {
        assert.ok((await brokenAt(sealed(word), SEALING)).includes("disclosureHash"));
      }
    });

    it("refuses another key than the policy's to seal for", async () => {
      const other = presentationInputs({ ...SEALED, verifierScalar: 5n });
      const { policyHash } = presentationInputs(SEALED);
      assert.ok((await brokenAt({ ...other, policyHash: policyHash! }, SEALING)).includes("policyHash"));
    });
  });
});

/** The cheater hashes a leaf with the wanted value: the issuer did not sign its root. */
function ownLeaf(): PresentationInputs {
  const inputs = presentationInputs();
  const leaf = poseidon(tag("attribute"), (inputs.attributeIds as bigint[])[0]!, 51n, saltOf(4));
  const leaves = (inputs.leaves as bigint[]).map((old, at) => (at === 4 ? leaf : old));
  return { leaves, values: [51n, 107n, 115n, 0n] };
}
