import assert from "node:assert/strict";
import { pairInputs } from "./credential/pair-reference.ts";
import { SEALED, presentationInputs, pseudonymInputs } from "./credential/reference.ts";
import { cascade, choices, flips } from "./determinacy.ts";
import { builtCircuit, honestWitness, sat, twin, type Inputs } from "./harness.ts";
import { CIRCUIT_NAMES, RULES_PART, mainOf } from "./mains.ts";
import { evaluate, holds, mod } from "./r1cs.ts";
import { ballotInputs, dealingInputs, decryptionInputs, packRules, type BallotCase } from "./reference.ts";

/** An honest statement for each circuit. Of a ballot no two values are equal and none is 0, so that no quotient is left free. */
function honestInputs(name: string): Inputs {
  const capacity = Number(name.split("-")[1]);
  const options = Array.from({ length: capacity }, (_, option) => BigInt(option + 2));
  if (name === "dealing") return dealingInputs();
  if (name === "pseudonym") return pseudonymInputs();
  if (name === "presentation-pair") return pairInputs();
  if (name.startsWith("presentation")) return presentationInputs(name === "presentation" ? SEALED : {});
  if (name.startsWith("decryption")) return decryptionInputs({ c1Scalars: options });
  const rules = { optionCount: capacity, maxValue: 9, minTotal: 1, maxTotal: 99, distinct: true, weighted: true };
  return ballotInputs({ optionCapacity: capacity as BallotCase["optionCapacity"], rules, values: options });
}

const SLOPE = "slope * (q[0] - p[0]) === q[1] - p[1];";
const SUM = "        e2 = e2+e2;\n    }\n\n    lc1 === in;\n}\n\ntemplate Num2Bits_strict";

describe("signals", () => {
  for (const name of CIRCUIT_NAMES) {
    it(`T022: ${name} refuses each public signal plus one, and uses each in a product`, () => {
      const circuit = builtCircuit(name);
      const witness = honestWitness(circuit, honestInputs(name));
      assert.equal(sat(circuit, witness), true);
      for (let wire = 1; wire <= circuit.r1cs.publicCount; wire++) {
        const altered = witness.map((value, at) => (at === wire ? mod(value + 1n) : value));
        assert.equal(sat(circuit, altered), false, circuit.names[wire]);
        const used = circuit.r1cs.constraints.some(
          ({ a, b, c }) => a.length > 0 && b.length > 0 && [...a, ...b, ...c].some(([other]) => other === wire),
        );
        assert.ok(used, circuit.names[wire]);
      }
    });
  }

  for (const name of ["ballot-2", "ballot-4", "dealing", "decryption-2"]) {
    it(`T007: in ${name} the inputs fix every signal, and no bit can be the other one`, async () => {
      const circuit = await twin(mainOf(name));
      const witness = honestWitness(circuit, honestInputs(name));
      assert.equal(sat(circuit, witness), true);
      const plan = cascade(circuit, witness);
      assert.deepEqual(
        plan.free.map((wire) => circuit.names[wire]),
        [],
      );
      for (const wire of choices(plan)) {
        assert.equal(flips(plan, { witness, wire }), false, `${circuit.names[wire]} has two values`);
      }
    });
  }

  it("T007: refuses 1,000 changes of signals, each by the one constraint that fixes the signal", async () => {
    const circuit = await twin(mainOf("decryption-2"));
    const witness = honestWitness(circuit, honestInputs("decryption-2"));
    const linear = cascade(circuit, witness).steps.filter(({ wire, linear }) => wire !== undefined && linear);
    for (let change = 1; change <= 1000; change++) {
      const { wire, constraint } = linear[(change * 7919) % linear.length] as (typeof linear)[number];
      const altered = [...witness];
      altered[wire as number] = mod((witness[wire as number] as bigint) + BigInt(change) ** 31n);
      assert.equal(holds(constraint, altered), false, circuit.names[wire as number]);
    }
  });

  it("T007: leaves free only inverses of 0 and quotients of equal values, on which nothing depends", async () => {
    const circuit = await twin(RULES_PART);
    const rules = packRules({ optionCount: 2, maxValue: 3, maxTotal: 6, distinct: true, blank: true });
    const witness = honestWitness(circuit, { rules, weight: 3n, values: [0n, 0n] });
    const free = cascade(circuit, witness).free;
    assert.deepEqual(free.map((wire) => circuit.names[wire]).sort(), [
      "DistinctValues.quotient[0]",
      "TotalInRange.IsZero.inv",
    ]);
    for (const { a, b, c } of circuit.r1cs.constraints) {
      for (const wire of free) {
        if (![...a, ...b, ...c].some(([other]) => other === wire)) continue;
        const [own, factor] = a.some(([other]) => other === wire) ? [a, b] : [b, a];
        assert.equal(own.length, 1, "the wire stands alone in its factor");
        assert.equal(evaluate(factor, witness), 0n, "and the other factor is 0");
      }
    }
  });

  it("T007: notices a hint whose constraint was taken out", async () => {
    const circuit = await twin(mainOf("decryption-2"), [{ file: "lib/montgomery.circom", from: SLOPE, to: "" }]);
    const witness = honestWitness(circuit, honestInputs("decryption-2"));
    const free = cascade(circuit, witness).free.map((wire) => circuit.names[wire] as string);
    assert.ok(free.some((signal) => signal.endsWith("slope")));
  });

  it("T007: notices bits whose sum is not compared", async () => {
    const unsummed = { file: "circomlib/circuits/bitify.circom", from: SUM, to: SUM.replace("lc1 === in;", "") };
    const circuit = await twin(RULES_PART, [unsummed]);
    const rules = packRules({ optionCount: 2, maxValue: 3, maxTotal: 6 });
    const witness = honestWitness(circuit, { rules, weight: 3n, values: [1n, 2n] });
    const plan = cascade(circuit, witness);
    assert.ok(choices(plan).some((wire) => flips(plan, { witness, wire })));
  });
});
