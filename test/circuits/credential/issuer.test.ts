import assert from "node:assert/strict";
import { loadEdDSAPoseidon } from "../../vectors/semaphore.ts";
import type { Edit } from "../compile.ts";
import type { Inputs } from "../harness.ts";
import { FIELD, mod } from "../r1cs.ts";
import { BASE, ORDER, multiply, pathOf, poseidon } from "../reference.ts";
import { assertRefused, partAccepts } from "./cheat.ts";
import { ISSUER_PART, SIGNATURE_PART } from "./mains.ts";
import { signWith, tag } from "./reference.ts";

const KEY = 31337n ** 13n;
const MESSAGE = 271828182845904523536n;
const NONCE = 123456789n ** 7n;
const SIGNATURE = "credential/signature.circom";
const EQUATION: Edit = { file: SIGNATURE, from: "r8 === commitment;", to: "" };

function signatureInputs(changes: Record<string, bigint | bigint[]> = {}): Record<string, bigint | bigint[]> {
  const { r8, s } = signWith({ key: KEY, nonce: NONCE, message: MESSAGE });
  return { publicKey: [...multiply(BASE, KEY)], message: MESSAGE, r8: [...r8], s, ...changes };
}

/** The first nonce from NONCE on whose signature has the property. */
function signatureWhere(holds: (signature: { r8: readonly bigint[]; s: bigint; challenge: bigint }) => boolean) {
  for (let nonce = NONCE; ; nonce++) {
    const { r8, s } = signWith({ key: KEY, nonce, message: MESSAGE });
    const challenge = poseidon(...r8, ...multiply(BASE, KEY), MESSAGE);
    if (holds({ r8, s, challenge })) return { nonce, r8: [...r8], s, challenge };
  }
}

describe("issuer's signature", () => {
  it("T075: accepts what zk-kit signs", async () => {
    const zkKit = loadEdDSAPoseidon();
    for (let at = 0; at < 5; at++) {
      const privateKey = Uint8Array.from({ length: 32 }, (_, index) => (index * 29 + at * 53 + 7) & 0xff);
      const message = poseidon(BigInt(at));
      const { R8, S } = zkKit.signMessage(privateKey, message);
      const publicKey = [...multiply(BASE, zkKit.deriveSecretScalar(privateKey))];
      assert.equal(await partAccepts(SIGNATURE_PART, { publicKey, message, r8: R8, s: S }), true);
    }
  });

  it("accepts challenges of every height, of 0 and 1 in their lowest and highest windows", async () => {
    for (const [bit, value] of [
      [0n, 0n],
      [0n, 1n],
      [1n, 1n],
      [252n, 0n],
      [252n, 1n],
      [253n, 0n],
      [253n, 1n],
    ] as const) {
      const { r8, s } = signatureWhere(({ challenge }) => ((challenge >> bit) & 1n) === value);
      assert.equal(await partAccepts(SIGNATURE_PART, signatureInputs({ r8, s })), true);
    }
  });

  const changes: [string, Record<string, bigint | bigint[]>][] = [
    ["another message", { message: MESSAGE + 1n }],
    ["another key", { publicKey: [...multiply(BASE, KEY + 1n)] }],
    ["another response", { s: 13371337n }],
    ["the identity as R8", { r8: [0n, 1n] }],
    ["R8 off the curve", { r8: [1n, 2n] }],
    ["R8 of order 2", { r8: [0n, FIELD - 1n] }],
  ];
  for (const [name, change] of changes) {
    it(`T018: refuses ${name}`, async () => {
      await assertRefused({ part: SIGNATURE_PART, inputs: signatureInputs(change), without: [EQUATION] });
    });
  }

  it("T009: refuses R8 with a part of small order", async () => {
    const { r8, s } = signWith({ key: KEY, nonce: NONCE, message: MESSAGE });
    // (0, −1) is of order 2: added to R8 it changes the sign of both coordinates.
    const inputs = signatureInputs({ r8: r8.map((coordinate) => mod(-coordinate)), s });
    assert.equal(await partAccepts(SIGNATURE_PART, inputs), false);
  });

  it("T018: refuses the alias S + l, which leaves the point as it is", async () => {
    const { r8, s } = signatureWhere((signature) => signature.s + ORDER < 2n ** 251n);
    const inputs = signatureInputs({ r8, s: s + ORDER });
    const anyScalar = {
      file: "lib/range.circom",
      from: "bits[i] * (1 - same[i + 1] - bits[i]) === 0;",
      to: "bits[i] * (bits[i] - 1) === 0;",
    };
    await assertRefused({ part: SIGNATURE_PART, inputs, without: [anyScalar] });
  });

  it("T017: refuses the bits of challenge + r, the challenge's alias below 2^254", async () => {
    const { nonce, r8, challenge } = signatureWhere((signature) => signature.challenge + FIELD < 2n ** 254n);
    const s = (nonce + (challenge + FIELD) * 8n * KEY) % ORDER;
    const [low, high] = [FIELD & (2n ** 127n - 1n), FIELD >> 127n];
    const alias: Edit[] = [
      { file: SIGNATURE, from: "bits[i] <-- (in >> i) & 1;", to: "bits[i] <-- aliasBit(in, i);" },
      {
        file: SIGNATURE,
        from: "template FieldBits() {",
        to: `function aliasBit(in, i) {
    var mask = (1 << 127) - 1;
    var low = (in & mask) + ${low};
    var high = (in >> 127) + ${high} + (low >> 127);
    return i < 127 ? (low >> i) & 1 : (high >> (i - 127)) & 1;
}
template FieldBits() {`,
      },
    ];
    const anyBits = {
      file: SIGNATURE,
      from: "bits[i] * (1 - same[i + 1] - bits[i]) === 0;",
      to: "bits[i] * (bits[i] - 1) === 0;",
    };
    await assertRefused({
      part: SIGNATURE_PART,
      inputs: signatureInputs({ r8, s }),
      sabotage: alias,
      without: [anyBits],
    });
  });
});

describe("trusted issuer", () => {
  const [schemaHash, statusRoot] = [5n, 6n];
  const root: Edit = { file: "credential/issuer.circom", from: "trustRoot === root;", to: "" };

  function issuerInputs(changes: Inputs = {}): Inputs {
    const { publicKey, message, r8, s } = signatureInputs() as Record<string, bigint[]>;
    const leaf = poseidon(tag("trust"), ...publicKey!, schemaHash, statusRoot);
    const { rollRoot, ...path } = pathOf([1n, leaf, 3n], { index: 1, depth: 2 });
    const honest = {
      trustRoot: rollRoot,
      issuerKey: publicKey,
      schemaHash,
      statusRoot,
      ...path,
      credentialHash: message,
      r8,
      s,
    };
    return { ...honest, ...changes } as unknown as Inputs;
  }

  it("accepts an issuer of the registry", async () => {
    assert.equal(await partAccepts(ISSUER_PART, issuerInputs()), true);
  });

  const forger = KEY + 77n;
  const forged = signWith({ key: forger, nonce: NONCE, message: MESSAGE });
  const cheats: [string, Inputs][] = [
    ["a forger's own key", { issuerKey: [...multiply(BASE, forger)], r8: [...forged.r8], s: forged.s }],
    ["another schema than the issuer's", { schemaHash: schemaHash + 1n }],
    ["an old status list", { statusRoot: statusRoot + 1n }],
    ["a registry's other root", { trustRoot: 4711n }],
    ["root 0", { trustRoot: 0n }],
  ];
  for (const [name, changes] of cheats) {
    it(`refuses ${name}`, async () => {
      await assertRefused({ part: ISSUER_PART, inputs: issuerInputs(changes), without: [root] });
    });
  }

  it("refuses a trusted issuer that did not sign", async () => {
    await assertRefused({ part: ISSUER_PART, inputs: issuerInputs({ credentialHash: 1n }), without: [EQUATION] });
  });
});
