import assert from "node:assert/strict";
import { addPoint, inCurve, order, type Point } from "@zk-kit/baby-jubjub";
import { buildBabyjub } from "circomlibjs";
import { ownSources, type Main } from "../compile.ts";
import { forge, honestWitness, sat, toWitness, twin } from "../harness.ts";
import { FIELD } from "../r1cs.ts";
import { BASE, IDENTITY, ORDER, multiply } from "../reference.ts";

const ADD: Main = { file: "lib/edwards.circom", template: "EdwardsAdd", parameters: [], publicSignals: ["p", "q"] };

/** Of order 2, 4 and 8: EIP-2494's curve has the cofactor 8. */
const SMALL_ORDER: Point<bigint>[] = [
  [0n, FIELD - 1n],
  [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n],
  [
    4342719913949491028786768530115087822524712248835451589697801404893164183326n,
    4826523245007015323400664741523384119579596407052839571721035538011798951543n,
  ],
];

function constants(name: string): bigint[] {
  const text = ownSources()["lib/babyjubjub.circom"] as string;
  const body = text.slice(text.indexOf(`function ${name}()`)).split("}")[0] as string;
  return [...body.replace(`${name}()`, "").matchAll(/\d+/g)].map(([digits]) => BigInt(digits));
}

describe("edwards", () => {
  const points = [IDENTITY, BASE, multiply(BASE, -1n), multiply(BASE, 2n), multiply(BASE, 77n), ...SMALL_ORDER];

  it("T009: adds every pair of points, equal, opposite, identity and of small order, as zk-kit and circomlibjs do", async () => {
    const circuit = await twin(ADD);
    const babyjub = await buildBabyjub();
    const element = (point: Point<bigint>) => point.map((value) => babyjub.F.e(value)) as [Uint8Array, Uint8Array];
    for (const p of points) {
      assert.ok(inCurve(p));
      for (const q of points) {
        const witness = honestWitness(circuit, { p, q });
        assert.equal(sat(circuit, witness), true);
        assert.deepEqual(witness.slice(1, 3), addPoint(p, q));
        const other = babyjub.addPoint(element(p), element(q)).map((value) => babyjub.F.toObject(value));
        assert.deepEqual(witness.slice(1, 3), other);
      }
    }
  });

  it("T009: has no witness for the identity in Montgomery form", async () => {
    const main = { ...ADD, template: "EdwardsToMontgomery", publicSignals: ["p"] };
    const circuit = await twin(main);
    assert.equal(sat(circuit, toWitness(circuit, await forge(main, { p: BASE }))), true);
    for (const u of [0n, 1n, FIELD - 1n, 5n]) {
      const forged = new Map(await forge(main, { p: IDENTITY }));
      forged.set("out[0]", u);
      assert.equal(sat(circuit, toWitness(circuit, forged)), false);
    }
  });

  it("has the constants of EIP-2494, and a half of B8 whose double is B8", () => {
    assert.deepEqual(constants("BASE8"), BASE);
    assert.deepEqual(constants("SUBGROUP_ORDER"), [ORDER]);
    assert.equal(order, 8n * ORDER);
    const half = constants("HALF_BASE8") as Point<bigint>;
    assert.deepEqual(half, multiply(BASE, (ORDER + 1n) / 2n));
    assert.deepEqual(addPoint(half, half), BASE);
    const [a, d, montgomery] = ["EDWARDS_A", "EDWARDS_D", "MONTGOMERY_A"].map(
      (name) => constants(name)[0] as bigint,
    ) as [bigint, bigint, bigint];
    assert.equal(montgomery * (a - d), 2n * (a + d));
    assert.equal(a - d, 4n);
  });

  it("stands on windows that never wrap: 2^250 < l < 2^251", () => {
    assert.ok(2n ** 250n < ORDER && ORDER < 2n ** 251n);
    assert.ok(4n ** 125n < ORDER);
  });
});
