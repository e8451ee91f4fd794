import assert from "node:assert/strict";
import { cascade, choices, flips } from "../determinacy.ts";
import { honestWitness, sat, twin } from "../harness.ts";
import { FIELD, mod } from "../r1cs.ts";
import { ORDER, poseidon } from "../reference.ts";
import { assertRefused, partAccepts } from "./cheat.ts";
import { PSEUDONYM } from "./mains.ts";
import { pseudonymInputs, tag } from "./reference.ts";

const FILE = "credential/pseudonym.circom";
const SECRET = pseudonymInputs().secret!;
const equality = { file: FILE, from: "pseudonym === name;", to: "" };

function nameOf(secret: bigint, { verifierId, scopeId } = pseudonymInputs()): bigint {
  return poseidon(tag("pseudonym"), secret, verifierId!, scopeId!);
}

describe("pseudonym's holder", () => {
  it("is accepted with any secret from 0 to l − 1", async () => {
    for (const secret of [0n, 1n, SECRET, ORDER - 1n]) {
      assert.equal(await partAccepts(PSEUDONYM, { ...pseudonymInputs(), secret, pseudonym: nameOf(secret) }), true);
    }
  });

  for (let multiple = 1n; multiple <= 7n; multiple++) {
    it(`T005, T010: is refused with the alias secret + ${multiple}·l and its pseudonym`, async () => {
      const secret = mod(SECRET + multiple * ORDER);
      const inputs = { ...pseudonymInputs(), secret, pseudonym: nameOf(secret) };
      assert.equal(await partAccepts(PSEUDONYM, inputs), false);
    });
  }

  it("T005: is refused with secrets of l and above by the comparison with l, or by their width", async () => {
    const anyScalar = {
      file: "lib/range.circom",
      from: "bits[i] * (1 - same[i + 1] - bits[i]) === 0;",
      to: "bits[i] * (bits[i] - 1) === 0;",
    };
    for (const secret of [ORDER, ORDER + 1n, 2n ** 251n - 1n]) {
      const inputs = { ...pseudonymInputs(), secret, pseudonym: nameOf(secret) };
      await assertRefused({ part: PSEUDONYM, inputs, without: [anyScalar] });
    }
    for (const secret of [2n ** 251n, FIELD - 1n]) {
      const inputs = { ...pseudonymInputs(), secret, pseudonym: nameOf(secret) };
      assert.equal(await partAccepts(PSEUDONYM, inputs), false);
    }
  });

  const cheats: [string, Record<string, bigint>][] = [
    ["another verifier", { verifierId: 1n }],
    ["another scope", { scopeId: 1n }],
    ["verifier and scope exchanged", { verifierId: 2002n, scopeId: 1001n }],
    ["another secret's pseudonym", { pseudonym: nameOf(99n) }],
    ["another secret", { secret: 99n }],
    ["pseudonym 0", { pseudonym: 0n }],
  ];
  for (const [name, changes] of cheats) {
    it(`T079: is refused with ${name}`, async () => {
      await assertRefused({ part: PSEUDONYM, inputs: { ...pseudonymInputs(), ...changes }, without: [equality] });
    });
  }

  it("T022: is tied to its context, which a proof that is passed on cannot change", async () => {
    const circuit = await twin(PSEUDONYM);
    const witness = honestWitness(circuit, pseudonymInputs());
    const wire = circuit.wires.get("contextHash")!;
    for (const contextHash of [0n, 3002n, 3004n]) {
      const altered = witness.map((value, at) => (at === wire ? contextHash : value));
      assert.equal(sat(circuit, altered), false);
    }
  });

  it("T007: leaves no signal free, and no bit can be the other one", async () => {
    const circuit = await twin(PSEUDONYM);
    const witness = honestWitness(circuit, pseudonymInputs());
    const plan = cascade(circuit, witness);
    assert.deepEqual(plan.free, []);
    assert.equal(choices(plan).length, 251);
    for (const wire of choices(plan)) assert.equal(flips(plan, { witness, wire }), false, circuit.names[wire]);
  });
});
