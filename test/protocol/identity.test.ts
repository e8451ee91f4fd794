import assert from "node:assert/strict";
import { FIELD, SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { isPsephosError } from "../../src/errors.ts";
import {
  backUpIdentity,
  createIdentity,
  importSemaphoreIdentity,
  nullifierOf,
  restoreIdentity,
  toCommitment,
  toNullifier,
} from "../../src/protocol/identity.ts";
import { toScope } from "../../src/protocol/scope.ts";
import { loadSemaphore } from "../vectors/semaphore.ts";

const KEY = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
const malformed = (error: unknown) => isPsephosError(error, "IDENTITY_MALFORMED");

describe("identity", () => {
  it("T075: has the secret, key and commitment of Semaphore v4 for the same private key", () => {
    const { Identity } = loadSemaphore();
    const theirs = new Identity(KEY);
    const ours = createIdentity(KEY);
    assert.equal(ours.secret, theirs.secretScalar);
    assert.deepEqual([...ours.publicKey], theirs.publicKey);
    assert.equal(ours.commitment, theirs.commitment);
    assert.equal(importSemaphoreIdentity(theirs.export()).commitment, theirs.commitment);
  });

  it("T075: imports identities that Semaphore made from text", () => {
    const { Identity } = loadSemaphore();
    const theirs = new Identity("correct horse battery staple");
    assert.equal(importSemaphoreIdentity(theirs.export()).commitment, theirs.commitment);
  });

  it("T005: keeps the secret above 0 and below l", () => {
    const { secret } = createIdentity(KEY);
    assert.ok(secret > 0n && secret < SUBGROUP_ORDER);
  });

  it("T077: has one nullifier in a scope and unrelated ones in others", () => {
    const { secret, commitment } = createIdentity(KEY);
    const nullifiers = [1n, 2n, 3n].map((scope) => nullifierOf({ secret, scope: toScope(scope) }));
    assert.equal(nullifiers[0], poseidon([1n, secret]));
    assert.equal(new Set<bigint>([...nullifiers, commitment, secret]).size, 5);
  });

  it("comes back from its backup", () => {
    const identity = createIdentity(KEY);
    const restored = restoreIdentity(JSON.parse(JSON.stringify(backUpIdentity(identity))));
    assert.deepEqual(restored, identity);
  });

  it("is not restored from a damaged backup, and the refusal does not show the key", () => {
    const backup = backUpIdentity(createIdentity(KEY));
    const swapped = `${backup.privateKey[0] === "A" ? "B" : "A"}${backup.privateKey.slice(1)}`;
    const damaged: unknown[] = [
      { ...backup, privateKey: swapped },
      { ...backup, privateKey: "" },
      { ...backup, privateKey: "%%%" },
      { ...backup, commitment: "1" },
      { ...backup, format: "psephos.identity/2" },
      { ...backup, extra: 1 },
      null,
      "text",
    ];
    for (const value of damaged) {
      assert.throws(
        () => restoreIdentity(value),
        (error) => {
          assert.ok(malformed(error));
          return !String(error).includes(backup.privateKey.slice(1, 20));
        },
      );
    }
    assert.throws(() => importSemaphoreIdentity("not base64!"), malformed);
  });

  it("is not made from bytes that cannot be random", () => {
    for (const bytes of [new Uint8Array(32), new Uint8Array(32).fill(7), KEY.slice(1), new Uint8Array(0)]) {
      assert.throws(
        () => createIdentity(bytes),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });

  it("T013: takes neither 0 nor an alias as a commitment", () => {
    for (const value of [0n, FIELD, -1n]) {
      assert.throws(
        () => toCommitment(value),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
    assert.throws(
      () => toNullifier(FIELD),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
  });
});
