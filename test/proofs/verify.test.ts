import assert from "node:assert/strict";
import { groth16, type Groth16VerifyingKey } from "snarkjs";
import { readFileSync } from "node:fs";
import { FIELD } from "../../src/crypto/field.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { proofToSnarkjs } from "../../src/proofs/encode.ts";
import type { Proof, VerifyingKey } from "../../src/proofs/proof.ts";
import { openProver } from "../../src/proofs/prove.ts";
import { verifyMany } from "../../src/proofs/verify-many.ts";
import { verifyBatch, verifyProof } from "../../src/proofs/verify.ts";
import { mutations } from "./mutations.ts";
import { g1, g1Words, g2, referenceVerify } from "./reference-verifier.ts";
import { decryptionTask } from "./samples.ts";
import { endSnarkjs } from "./snarkjs.ts";

describe("verifying proofs", () => {
  let key: VerifyingKey;
  let proofs: readonly Proof[];

  before(async () => {
    ({ verifyingKey: key } = await loadVerifyingKey({ circuit: "decryption-2" }));
    const prover = openProver();
    proofs = await prover.proveMany(Array.from({ length: 4 }, decryptionTask));
    await prover.close();
  });
  after(endSnarkjs);

  it("accepts honest proofs, alone, together and on all cores", async () => {
    assert.equal(await verifyProof({ key, proof: proofs[0]! }), true);
    assert.deepEqual(await verifyBatch({ key, proofs }), { ok: true, bad: [] });
    assert.deepEqual(await verifyMany({ key, proofs }), { ok: true, bad: [] });
    assert.deepEqual(await verifyMany({ key, proofs: [] }), { ok: true, bad: [] });
  });

  it("T029: gives the verdict of an independent verifier on mutated proofs, one by one and together", async () => {
    const mutated = mutations(key, proofs[0]!);
    const expected = mutated.map(({ proof }) => referenceVerify(key, proof));
    assert.equal(expected.filter(Boolean).length, 5, "unchanged, re-randomised and doubly negated proofs are right");
    for (const [index, { name, proof }] of mutated.entries()) {
      assert.equal(await verifyProof({ key, proof }), expected[index], name);
    }
    const { bad } = await verifyBatch({ key, proofs: mutated.map(({ proof }) => proof) });
    assert.deepEqual(
      bad.map((index) => mutated[index]!.name),
      mutated.filter((_, index) => !expected[index]).map(({ name }) => name),
    );
  });

  it("T029: agrees with snarkjs wherever the second group's points are in their subgroup", async () => {
    const file = new URL("../../build/circuits/decryption-2/verifying-key.json", import.meta.url);
    const snarkjsKey = JSON.parse(readFileSync(file, "utf8")) as Groth16VerifyingKey;
    for (const { name, proof } of mutations(key, proofs[1]!)) {
      if (g2(proof.words.slice(2, 6)) === undefined) continue;
      const verdict = await groth16.verify(snarkjsKey, proof.signals.map(String), proofToSnarkjs(proof.words));
      assert.equal(await verifyProof({ key, proof }), verdict, name);
    }
  });

  it("T003: refuses wrong proofs whose faults cancel in a plain sum", async () => {
    const shift = g1([1n, 2n])!;
    const shifted = (proof: Proof, by: typeof shift): Proof => ({
      ...proof,
      words: [...proof.words.slice(0, 6), ...g1Words(g1(proof.words.slice(6, 8))!.add(by))],
    });
    const pair = [shifted(proofs[0]!, shift), shifted(proofs[1]!, shift.negate())];
    assert.deepEqual(await verifyBatch({ key, proofs: [...pair, proofs[2]!] }), { ok: false, bad: [0, 1] });
    const three = [
      shifted(proofs[0]!, shift),
      shifted(proofs[1]!, shift),
      shifted(proofs[2]!, shift.double().negate()),
    ];
    assert.deepEqual(await verifyBatch({ key, proofs: three }), { ok: false, bad: [0, 1, 2] });
  });

  it("names the bad proofs at any position, however many", async () => {
    const wrong: Proof = { ...proofs[0]!, signals: proofs[1]!.signals };
    const malformed = { words: [], signals: [] } as Proof;
    for (const positions of [[0], [6], [3, 4], [0, 1, 2, 3, 4, 5, 6]]) {
      const batch = Array.from({ length: 7 }, (_, index) => (positions.includes(index) ? wrong : proofs[index % 4]!));
      assert.deepEqual((await verifyBatch({ key, proofs: batch })).bad, positions);
    }
    const many = Array.from({ length: 150 }, (_, index) => proofs[index % 4]!)
      .with(149, wrong)
      .with(70, malformed);
    const progress: number[] = [];
    const verdict = await verifyMany({ key, proofs: many, onProgress: ({ done }) => progress.push(done) });
    assert.deepEqual(verdict, { ok: false, bad: [70, 149] });
    assert.equal(progress.at(-1), 150);
  });

  it("throws on malformed proofs, and refuses signals above r whose remainder would pass", async () => {
    const [first = 0n, ...rest] = proofs[0]!.signals;
    const aliased: Proof = { ...proofs[0]!, signals: [first + FIELD, ...rest] };
    await assert.rejects(verifyProof({ key, proof: aliased }), { code: "PROOF_MALFORMED" });
    assert.deepEqual(await verifyBatch({ key, proofs: [aliased] }), { ok: false, bad: [0] });
  });

  it("refuses a verifying key with a point outside its group", async () => {
    const proof = proofs[0]!;
    for (const part of [{ alpha: [1n, 3n] }, { gamma: [1n, 2n, 3n, 4n] }, { delta: [0n, 0n, 0n, 0n] }, { ic: [1n] }]) {
      await assert.rejects(verifyBatch({ key: { ...key, ...part }, proofs: [proof] }), {
        code: "VERIFYING_KEY_MALFORMED",
      });
    }
  });
});
