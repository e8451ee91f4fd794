import assert from "node:assert/strict";
import { bn254 } from "@noble/curves/bn254.js";
import type { BaseContract } from "ethers";
import { mod } from "../../src/crypto/field.ts";
import { assertReverts, events, openChain, read, refuses, refusesView, send, type Chain } from "./support/chain.ts";
import { keccakWords, tag } from "./support/ceremony.ts";
import { compileTwin, type Edit } from "./support/twin.ts";
import {
  BASE_FIELD,
  ORDER,
  rerandomised,
  scalarOf,
  shiftedC,
  simulatedKey,
  timesG1,
  timesG2,
  wordsG1,
  wordsG2,
} from "../../scripts/bench/simulated.ts";

const SIGNALS = 5;
const COMMON = 2;
const MAX_BATCH = 128;
const NEVER = `0x${"ee".repeat(32)}`;
const key = simulatedKey({ name: "verifier test", signalCount: SIGNALS });
const signals = Array.from({ length: SIGNALS }, (_, i) => scalarOf(`signal ${i}`));
const common = signals.slice(0, COMMON);

/** The statement of item i of a batch: the common signals, then its own. */
const statement = (i: number): bigint[] => [
  ...common,
  ...signals.slice(COMMON).map((_, j) => scalarOf(`own ${i} ${j}`)),
];
const item = (i: number): bigint[] => [
  ...key.prove({ signals: statement(i), salt: `item ${i}` }),
  ...statement(i).slice(COMMON),
];
const batch = (count: number): bigint[] => Array.from({ length: count }, (_, i) => item(i)).flat();

describe("Groth16Verifier", () => {
  let chain: Chain;
  let verifier: BaseContract;
  let keyId: string;
  const proof = key.prove({ signals, salt: "proof" });

  const register = async (contract: BaseContract, verifyingKey = key.verifyingKey): Promise<string> => {
    const receipt = await send(contract, "registerKey", verifyingKey);
    return receipt.logs[0]!.topics[1]!;
  };
  const deployTwin = async (...edits: Edit[]): Promise<BaseContract> =>
    chain.deployCode(compileTwin({ contract: "Groth16Verifier", edits }));
  const verify = (words: readonly bigint[], publicSignals: readonly bigint[] = signals): Promise<boolean> =>
    read(verifier, "verify", keyId, words, publicSignals);
  const verifyBatch = (items: readonly bigint[], shared: readonly bigint[] = common): Promise<boolean> =>
    read(verifier, "verifyBatch", keyId, shared, items);
  const changed = (words: readonly bigint[], at: number, value: bigint): bigint[] => words.with(at, value);

  before(async () => {
    chain = await openChain();
    verifier = await chain.deploy("Groth16Verifier");
    keyId = await register(verifier);
  });

  describe("registering a key", () => {
    const fresh = simulatedKey({ name: "fresh", signalCount: 2 }).verifyingKey;

    it("announces the key under the hash of its words and gives it back word for word", async () => {
      const receipt = await send(verifier, "registerKey", fresh);
      const [id, circuitHash, count] = events(verifier, receipt, "KeyRegistered")[0] as [string, string, bigint];
      const type = "tuple(bytes32,uint256[2],uint256[4],uint256[4],uint256[4],uint256[])";
      const { circuitHash: named, alpha, beta, gamma, delta, ic } = fresh;
      assert.equal(BigInt(id), keccakWords([type], [[named, alpha, beta, gamma, delta, ic]]));
      assert.deepEqual([circuitHash, count], [named, 2n]);
      assert.equal(await read(verifier, "signalCount", id), 2n);
      assert.equal(await read(verifier, "circuitHash", id), named);
      const stored = await read<{ toObject(deep: boolean): Record<string, unknown> }>(verifier, "verifyingKey", id);
      assert.deepEqual(stored.toObject(true), fresh);
    });

    it("T032: refuses to register a key again, so nothing about it can change", async () => {
      await refuses(`KeyAlreadyRegistered(${keyId})`, verifier, "registerKey", key.verifyingKey);
    });

    it("knows nothing of a key that was not registered", async () => {
      assert.equal(await read(verifier, "signalCount", NEVER), 0n);
      await refusesView(`UnknownKey(${NEVER})`, verifier, "verifyingKey", NEVER);
      await refusesView(`UnknownKey(${NEVER})`, verifier, "verify", NEVER, proof, signals);
      await refusesView(`UnknownKey(${NEVER})`, verifier, "verifyBatch", NEVER, common, batch(1));
      await refusesView(`UnknownKey(${NEVER})`, verifier, "commonPoint", NEVER, common);
      await refusesView(`UnknownKey(${NEVER})`, verifier, "verifyBatchAt", NEVER, COMMON, [1n, 2n], batch(1));
    });

    it("refuses a number of ic words that is odd or holds no signal", async () => {
      for (const words of [0, 1, 2, 5]) {
        const altered = { ...fresh, ic: fresh.ic.slice(0, words) };
        await refuses(`MalformedKey(${words})`, verifier, "registerKey", altered);
      }
    });

    it("refuses coordinates that are not below q, naming the word", async () => {
      const altered = { ...fresh, gamma: changed(fresh.gamma, 1, fresh.gamma[1]! + BASE_FIELD) };
      await refuses("CoordinateOutOfRange(7)", verifier, "registerKey", altered);
      await refuses("CoordinateOutOfRange(0)", verifier, "registerKey", { ...fresh, alpha: [BASE_FIELD, 2n] });
    });

    it("refuses points off the curve and in G2 outside the subgroup", async () => {
      await refuses("PointNotInGroup(0)", verifier, "registerKey", { ...fresh, alpha: [1n, 3n] });
      const ic = changed(fresh.ic, 3, fresh.ic[3]! ^ 1n);
      await refuses("PointNotInGroup(16)", verifier, "registerKey", { ...fresh, ic });
      await refuses("PointNotInGroup(2)", verifier, "registerKey", { ...fresh, beta: [1n, 2n, 3n, 4n] });
      await refuses("PointNotInGroup(10)", verifier, "registerKey", { ...fresh, delta: outsideSubgroup() });
    });

    it("refuses the identity in every place", async () => {
      const zero = [0n, 0n, 0n, 0n];
      await refuses("IdentityPoint(0)", verifier, "registerKey", { ...fresh, alpha: [0n, 0n] });
      await refuses("IdentityPoint(2)", verifier, "registerKey", { ...fresh, beta: zero });
      await refuses("IdentityPoint(6)", verifier, "registerKey", { ...fresh, gamma: zero });
      await refuses("IdentityPoint(10)", verifier, "registerKey", { ...fresh, delta: zero });
      const ic = [...fresh.ic.slice(0, 4), 0n, 0n];
      await refuses("IdentityPoint(18)", verifier, "registerKey", { ...fresh, ic });
    });

    it("T001: refuses keys whose second phase was skipped, with which the twin accepts forgeries", async () => {
      const generator = wordsG2(timesG2(1n));
      const skipped = { ...key.verifyingKey, gamma: generator, delta: generator };
      await refuses("ForgeableKey()", verifier, "registerKey", skipped);
      await refuses("ForgeableKey()", verifier, "registerKey", { ...key.verifyingKey, delta: generator });
      await refuses("ForgeableKey()", verifier, "registerKey", { ...key.verifyingKey, delta: key.verifyingKey.gamma });

      // A = α, B = β, C = −vk_x: made from the public key alone, for any signals.
      const inputs = Array.from({ length: SIGNALS + 1 }, (_, i) => {
        const point = bn254.G1.Point.fromAffine({ x: skipped.ic[2 * i]!, y: skipped.ic[2 * i + 1]! });
        return i === 0 ? point : point.multiplyUnsafe(signals[i - 1]!);
      }).reduce((sum, point) => sum.add(point));
      const forged = [...skipped.alpha, ...skipped.beta, ...wordsG1(inputs.negate())];
      const twin = await deployTwin({
        file: "contracts/lib/KeyCheck.sol",
        find: "if (delta == gamma || delta == generator) revert IGroth16Verifier.ForgeableKey();",
        replace: "",
      });
      assert.equal(await read(twin, "verify", await register(twin, skipped), forged, signals), true);
      assert.equal(await verify(forged), false);
    });
  });

  describe("one proof", () => {
    it("accepts a right proof and refuses it for any other statement", async () => {
      assert.equal(await verify(proof), true);
      for (const [i, signal] of signals.entries()) {
        assert.equal(await verify(proof, changed(signals, i, mod(signal + 1n, ORDER))), false);
      }
    });

    it("T020: takes signals in the circuit's order: exchanging any two makes the proof wrong", async () => {
      for (let i = 0; i < SIGNALS; i++) {
        for (let j = i + 1; j < SIGNALS; j++) {
          assert.equal(await verify(proof, signals.with(i, signals[j]!).with(j, signals[i]!)), false);
        }
      }
    });

    it("accepts the signals 0 and r − 1", async () => {
      const extremes = [0n, ORDER - 1n, 0n, ORDER - 1n, 0n];
      assert.equal(await verify(key.prove({ signals: extremes, salt: "extremes" }), extremes), true);
    });

    it("refuses a number of signals that is not the circuit's", async () => {
      for (const count of [0, 4, 6]) {
        const given = [...signals, 0n].slice(0, count);
        await refusesView(`WrongSignalCount(${count}, 5)`, verifier, "verify", keyId, proof, given);
      }
    });

    it("T026: accepts a re-randomised proof, so nothing may use proof words as an identifier", async () => {
      for (const salt of ["x", "y", "z"]) assert.equal(await verify(rerandomised(proof, salt)), true);
    });

    it("T006: refuses every other encoding of a signal, which the twin accepts", async () => {
      const aliases = (signal: bigint): bigint[] =>
        [1n, 2n, 3n, 4n, 5n].map((k) => signal + k * ORDER).filter((alias) => alias < 1n << 256n);
      for (const [i, signal] of signals.entries()) {
        for (const alias of aliases(signal)) {
          const altered = changed(signals, i, alias);
          await refusesView(`SignalOutOfRange(0, ${i})`, verifier, "verify", keyId, proof, altered);
        }
      }
      // Between r and q: a check against the wrong prime would let it pass.
      const between = changed(signals, 4, ORDER + 7n);
      await refusesView("SignalOutOfRange(0, 4)", verifier, "verify", keyId, proof, between);

      const twin = await deployTwin({
        file: "contracts/lib/BatchProof.sol",
        find: "inRange := and(inRange, lt(signal, prime))",
        replace: "",
      });
      const items = batch(1);
      const aliased = changed(items, 8, items[8]! + ORDER);
      assert.equal(await read(twin, "verifyBatch", await register(twin), common, aliased), true);
      await refusesView("SignalOutOfRange(0, 2)", verifier, "verifyBatch", keyId, common, aliased);
    });

    it("T027: refuses every other encoding of a proof word, one of which the twin accepts", async () => {
      for (const [i, word] of proof.entries()) {
        for (let alias = word + BASE_FIELD; alias < 1n << 256n; alias += BASE_FIELD) {
          const altered = changed(proof, i, alias);
          await refusesView(`ProofWordOutOfRange(0, ${i})`, verifier, "verify", keyId, altered, signals);
        }
      }
      // (q − y) computed modulo 2^256 gives −y again for these y.
      const wrapped = mod(proof[1]! + (1n << 256n), BASE_FIELD) + BASE_FIELD;
      const altered = changed(proof, 1, wrapped);
      await refusesView("ProofWordOutOfRange(0, 1)", verifier, "verify", keyId, altered, signals);
      const twin = await deployTwin({
        file: "contracts/lib/BatchProof.sol",
        find: "inRange := and(lt(calldataload(source), prime), lt(calldataload(add(source, 0x20)), prime))",
        replace: "inRange := 1",
      });
      assert.equal(await read(twin, "verify", await register(twin), altered, signals), true);
    });

    it("T029: gives the verdict of an independent verifier on altered and degenerate proofs", async () => {
      const g1 = wordsG1(timesG1(99n));
      const g2 = wordsG2(timesG2(99n));
      const [a, b, c] = [proof.slice(0, 2), proof.slice(2, 6), proof.slice(6)] as const;
      const zero = [0n, 0n];
      const variants: bigint[][] = [
        proof,
        rerandomised(proof, "differential"),
        shiftedC(proof, 1n),
        [...zero, ...b, ...c],
        [...a, ...zero, ...zero, ...c],
        [...a, ...b, ...zero],
        [...zero, ...zero, ...zero, ...zero],
        [...g1, ...b, ...c],
        [...a, ...g2, ...c],
        [...a, ...b, ...g1],
        [a[0]!, BASE_FIELD - a[1]!, ...b, ...c],
        [a[0]!, BASE_FIELD - a[1]!, b[0]!, b[1]!, BASE_FIELD - b[2]!, BASE_FIELD - b[3]!, ...c],
        [...a, b[1]!, b[0]!, b[3]!, b[2]!, ...c],
        [...a, ...outsideSubgroup(), ...c],
        [1n, 1n, ...b, ...c],
        [...a, 1n, 2n, 3n, 4n, ...c],
        [...a, ...b, 1n, 1n],
        proof.map((word, i) => (i === 7 ? word - 1n : word)),
      ];
      for (const [i, variant] of variants.entries()) {
        assert.equal(await verify(variant), referenceVerdict(variant, signals), `variant ${i}`);
      }
    });
  });

  describe("a batch", () => {
    it("accepts right proofs and refuses the whole for one wrong proof in any place", async () => {
      const items = batch(4);
      const width = items.length / 4;
      assert.equal(await verifyBatch(items), true);
      for (let i = 0; i < 4; i++) {
        const at = i * width;
        const wrong = [...items.slice(0, at), ...shiftedC(items.slice(at, at + 8), 1n), ...items.slice(at + 8)];
        assert.equal(await verifyBatch(wrong), false);
        const restated = changed(items, at + 8, items[at + 8]! ^ 1n);
        assert.equal(await verifyBatch(restated), false);
        const offCurve = changed(items, at + 7, items[at + 7]! ^ 1n);
        assert.equal(await verifyBatch(offCurve), false);
      }
      assert.equal(await verifyBatch(items, [common[0]! ^ 1n, common[1]!]), false);
    });

    it("T024: takes 1 to 128 items and nothing else, an empty batch least of all", async () => {
      assert.equal(await verifyBatch(batch(1)), true);
      const full = batch(MAX_BATCH);
      assert.equal(await verifyBatch(full), true);
      for (const items of [[], [...full, ...item(MAX_BATCH)], batch(2).slice(1), [...batch(1), 0n]]) {
        await refusesView("MalformedBatch()", verifier, "verifyBatch", keyId, common, items);
      }
      await refusesView("WrongSignalCount(6, 5)", verifier, "verifyBatch", keyId, [...signals, 0n], batch(1));
      await refusesView("WrongSignalCount(6, 5)", verifier, "verifyBatchAt", keyId, 6, [1n, 2n], batch(1));
    });

    it("takes items without own signals, and items without common ones", async () => {
      const twice = [...proof, ...rerandomised(proof, "again")];
      assert.equal(await verifyBatch(twice, signals), true);
      assert.equal(await verifyBatch(shiftedC(twice, 1n).concat(twice.slice(8)), signals), false);
      const whole = [0, 1].flatMap((i) => [...key.prove({ signals: statement(i), salt: `w${i}` }), ...statement(i)]);
      assert.equal(await verifyBatch(whole, []), true);
    });

    it("T006: names the item and the signal that are out of range, own or common", async () => {
      const items = batch(3);
      const width = items.length / 3;
      const own = changed(items, 2 * width + 9, ORDER);
      await refusesView("SignalOutOfRange(2, 3)", verifier, "verifyBatch", keyId, common, own);
      const word = changed(items, width + 3, BASE_FIELD);
      await refusesView("ProofWordOutOfRange(1, 3)", verifier, "verifyBatch", keyId, common, word);
      const shared = [common[0]!, common[1]! + ORDER];
      await refusesView("SignalOutOfRange(0, 1)", verifier, "verifyBatch", keyId, shared, items);
      await refusesView("SignalOutOfRange(0, 1)", verifier, "commonPoint", keyId, shared);
    });

    it("gives the same answer when the common signals come as their point", async () => {
      const point = [...(await read<bigint[]>(verifier, "commonPoint", keyId, common))];
      const items = batch(3);
      assert.equal(await read(verifier, "verifyBatchAt", keyId, COMMON, point, items), true);
      const other = wordsG1(timesG1(5n));
      assert.equal(await read(verifier, "verifyBatchAt", keyId, COMMON, other, items), false);
      assert.equal(await read(verifier, "verifyBatchAt", keyId, COMMON, [1n, 1n], items), false);
    });
  });

  describe("T003: coefficients of a batch", () => {
    const width = 8 + SIGNALS - COMMON;

    /** The coefficient of item 1 as the contract derives it for these items; that of item 0 is 1. */
    const coefficient = async (contract: BaseContract, items: readonly bigint[]): Promise<bigint> => {
      const point = [...(await read<bigint[]>(contract, "commonPoint", keyId, common))];
      const types = ["uint256", "uint256", "address", "bytes32", "uint256", "uint256[2]", "uint256[]"];
      const address = await contract.getAddress();
      const seed = keccakWords(types, [tag("psephos.batch.v1"), chain.chainId, address, keyId, COMMON, point, items]);
      return keccakWords(["uint256", "uint256"], [seed, 1n]) >> 128n;
    };
    /** Two wrong proofs whose errors cancel if the coefficient of the second is `rho`. */
    const cancelling = (items: readonly bigint[], rho: bigint): bigint[] => [
      ...shiftedC(items.slice(0, 8), rho),
      ...items.slice(8, width),
      ...shiftedC(items.slice(width, width + 8), -1n),
      ...items.slice(width + 8),
    ];

    it("refuses errors that cancel under constant coefficients, which the twin accepts", async () => {
      const twin = await deployTwin({
        file: "contracts/lib/BatchProof.sol",
        find: "coefficient := shr(128, keccak256(0x00, 0x40))",
        replace: "coefficient := 7",
      });
      const crafted = cancelling(batch(2), 7n);
      assert.equal(await read(twin, "verifyBatch", await register(twin), common, crafted), true);
      assert.equal(await verifyBatch(crafted), false);
      const three = [...crafted, ...item(2)];
      assert.equal(await read(twin, "verifyBatch", keyId, common, three), true);
      assert.equal(await verifyBatch(three), false);
    });

    it("refuses errors that cancel under the coefficients of other proof words or signals", async () => {
      const items = batch(2);
      const rho = await coefficient(verifier, items);
      // C changed after the coefficients were known.
      assert.equal(await verifyBatch(cancelling(items, rho)), false);
      // Signals changed.
      const signalsMoved = items
        .with(8, mod(items[8]! + rho, ORDER))
        .with(width + 8, mod(items[width + 8]! - 1n, ORDER));
      assert.equal(await verifyBatch(signalsMoved), false);
      // A changed, over a common B.
      const [first, second] = sameB();
      const pair = [...first, ...statement(0).slice(COMMON), ...second, ...statement(1).slice(COMMON)];
      assert.equal(await verifyBatch(pair), true);
      const rhoOfPair = await coefficient(verifier, pair);
      const aMoved = [
        ...shiftedA(first, rhoOfPair),
        ...pair.slice(8, width),
        ...shiftedA(second, -1n),
        ...pair.slice(width + 8),
      ];
      assert.equal(await verifyBatch(aMoved), false);
      // A third proof changed, or the number of proofs.
      const three = [...cancelling(items, await coefficient(verifier, [...items, ...item(2)])), ...item(3)];
      assert.equal(await verifyBatch(three), false);
      assert.equal(await verifyBatch(cancelling(items, await coefficient(verifier, [...items, ...item(2)]))), false);
    });

    it("is where the crafted words would pass if the hash left the items out, as on the twin", async () => {
      const twin = await deployTwin({
        file: "contracts/Groth16Verifier.sol",
        find: "address(this), keyId, commonCount, point, items)",
        replace: "address(this), keyId, commonCount, point, new uint256[](0))",
      });
      await register(twin);
      const crafted = cancelling(batch(2), await coefficient(twin, []));
      assert.equal(await read(twin, "verifyBatch", keyId, common, crafted), true);
      assert.equal(await verifyBatch(crafted), false);
    });
  });

  describe("T002: a chain without the precompiles", () => {
    const missing = (file: string, name: string, from: string, to: string): Edit => ({
      file: `contracts/lib/${file}.sol`,
      find: `uint256 private constant ${name} = ${from};`,
      replace: `uint256 private constant ${name} = ${to};`,
    });
    const noSelfTest: Edit = {
      file: "contracts/Groth16Verifier.sol",
      find: "if (!Bn254.precompilesWork()) revert PrecompileMissing();",
      replace: "",
    };
    const odd = (): bigint[] => {
      for (let i = 0; ; i++) {
        const words = key.prove({ signals: statement(i), salt: `odd ${i}` });
        if (words[0]! & 1n) return words;
      }
    };

    for (const [name, address, empty] of [
      ["ADD", "0x06", "0xa6"],
      ["MUL", "0x07", "0xa7"],
      ["PAIRING", "0x08", "0xa8"],
    ] as const) {
      it(`cannot be deployed to if ${name} is an empty account`, async () => {
        const twin = compileTwin({ contract: "Groth16Verifier", edits: [missing("Bn254", name, address, empty)] });
        await assertReverts("PrecompileMissing()", verifier.interface, () => chain.deployCode(twin));
      });
    }

    it("verifies nothing even without the self-test, while the twin that trusts memory verifies any odd A", async () => {
      const wrong = odd();
      const empty = missing("Bn254", "PAIRING", "0x08", "0xa8");
      const registering: Edit = {
        file: "contracts/lib/KeyCheck.sol",
        find: "for (uint256 i = 2; i < 14; i += 4) _checkG2(words, i);",
        replace: "",
      };
      const checking = await deployTwin(empty, noSelfTest, registering);
      await register(checking);
      await refusesView("PrecompileFailed()", checking, "verify", keyId, wrong, signals);

      const file = "contracts/lib/Bn254.sol";
      const trusting = await deployTwin(
        empty,
        noSelfTest,
        registering,
        { file, find: "mstore(0x00, 0)", replace: "" },
        {
          file,
          find: "mul(mload(words), 0x20), 0x00, 0x20)",
          replace: "mul(mload(words), 0x20), add(words, 0x20), 0x20)",
        },
        { file, find: "answer := mload(0x00)", replace: "answer := mload(add(words, 0x20))" },
        {
          file,
          find: "if (ok && (size != 0x20 || answer > 1)) revert IGroth16Verifier.PrecompileFailed();",
          replace: "",
        },
        { file, find: "isOne = ok && answer == 1;", replace: "isOne = ok && answer & 1 == 1;" },
      );
      await register(trusting);
      assert.equal(await read(trusting, "verify", keyId, wrong, signals), true);
      assert.equal(await verify(wrong), false);
    });

    it("reverts instead of judging when the multiplications of a batch are missing", async () => {
      const twin = await deployTwin(missing("BatchProof", "MUL", "0x07", "0xa7"));
      await register(twin);
      await refusesView("PrecompileFailed()", twin, "verifyBatch", keyId, common, batch(2));
    });
  });

  function sameB(): [bigint[], bigint[]] {
    const first = item(0).slice(0, 8);
    for (let i = 0; ; i++) {
      const second = key.prove({ signals: statement(1), salt: `same ${i}` });
      if (second[2] === first[2]) return [first, second];
    }
  }
});

function shiftedA(proof: readonly bigint[], scalar: bigint): bigint[] {
  const a = bn254.G1.Point.fromAffine({ x: proof[0]!, y: proof[1]! });
  return [...wordsG1(a.add(timesG1(scalar))), ...proof.slice(2)];
}

/** A point of the twisted curve that is not of order r: its cofactor is huge, so nearly every point will do. */
function outsideSubgroup(): bigint[] {
  const { Fp2 } = bn254.fields;
  const curveB = Fp2.sub(
    Fp2.sqr(bn254.G2.Point.BASE.y),
    Fp2.mul(Fp2.sqr(bn254.G2.Point.BASE.x), bn254.G2.Point.BASE.x),
  );
  for (let i = 1n; ; i++) {
    const x = { c0: i, c1: 1n };
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), curveB);
    // x^((q² − 1)/2) = 1 for squares.
    if (!Fp2.eql(Fp2.pow(square, (BASE_FIELD ** 2n - 1n) / 2n), Fp2.ONE)) continue;
    const y = Fp2.sqrt(square);
    return [x.c1, x.c0, y.c1, y.c0];
  }
}

/** Groth16's equation in @noble/curves: false for points that are off the curve or outside the group. */
function referenceVerdict(proof: readonly bigint[], signals: readonly bigint[]): boolean {
  const { alpha, beta, gamma, delta, ic } = key.verifyingKey;
  const g1 = (words: readonly bigint[]): InstanceType<typeof bn254.G1.Point> => {
    if (words.every((word) => word === 0n)) return bn254.G1.Point.ZERO;
    const point = bn254.G1.Point.fromAffine({ x: words[0]!, y: words[1]! });
    point.assertValidity();
    return point;
  };
  const g2 = (words: readonly bigint[]): InstanceType<typeof bn254.G2.Point> => {
    if (words.every((word) => word === 0n)) return bn254.G2.Point.ZERO;
    const point = bn254.G2.Point.fromAffine({
      x: { c1: words[0]!, c0: words[1]! },
      y: { c1: words[2]!, c0: words[3]! },
    });
    point.assertValidity();
    return point;
  };
  const inputs = signals.reduce(
    (sum, signal, i) => sum.add(g1(ic.slice(2 * i + 2, 2 * i + 4)).multiplyUnsafe(signal)),
    g1(ic.slice(0, 2)),
  );
  let pairs;
  try {
    pairs = [
      { g1: g1(proof.slice(0, 2)).negate(), g2: g2(proof.slice(2, 6)) },
      { g1: g1(alpha), g2: g2(beta) },
      { g1: inputs, g2: g2(gamma) },
      { g1: g1(proof.slice(6)), g2: g2(delta) },
    ];
  } catch (error) {
    assert.match(String(error), /bad point|not in prime|invalid/i);
    return false;
  }
  const nonTrivial = pairs.filter((pair) => !pair.g1.is0() && !pair.g2.is0());
  const { Fp12 } = bn254.fields;
  return Fp12.eql(bn254.pairingBatch(nonTrivial), Fp12.ONE);
}
