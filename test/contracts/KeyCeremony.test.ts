import assert from "node:assert/strict";
import { ZeroHash, type BaseContract } from "ethers";
import {
  BASE,
  IDENTITY,
  add,
  divideByCofactor,
  multiply,
  multiplyBase,
  negate,
  type Point,
} from "../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import {
  as,
  assertReverts,
  atTime,
  events,
  mineAt,
  now,
  openChain,
  read,
  refuses,
  refusesView,
  send,
  snapshot,
  type Chain,
} from "./support/chain.ts";
import {
  commitDealing,
  createCeremony,
  deal,
  dealingOf,
  electionKey,
  holdCeremony,
  keyShare,
  possession,
  registerTrustee,
  secretOf,
  type CeremonyPlan,
  type DealingWords,
} from "./support/ceremony.ts";
import { deploySystem, registerKeys, type System } from "./support/system.ts";
import { rerandomised } from "../../scripts/bench/simulated.ts";
import { compileTwin } from "./support/twin.ts";

const [REGISTERING, COMMITTING, DEALING, FINISHED, FAILED] = [0, 1, 2, 3, 4];
const HASH = `0x${"c0".repeat(32)}`;
const ORDER_2: Point = [0n, FIELD - 1n];
const ORDER_4: Point = [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n];
const ORDER_8: Point = [
  4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  4826523245007015323400664741523384119579596407052839571721035538011798951543n,
];

describe("KeyCeremony", () => {
  let chain: Chain;
  let system: System;
  let ceremonies: BaseContract;
  let back: () => Promise<void>;
  let accounts: string[];

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
    ceremonies = system.ceremonies;
    accounts = await Promise.all(chain.signers.map((signer) => signer.getAddress()));
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const phaseOf = async (plan: CeremonyPlan): Promise<number> =>
    Number(await read<bigint>(ceremonies, "phase", plan.id));
  const registerAll = async (plan: CeremonyPlan): Promise<void> => {
    for (const trustee of plan.trustees) await registerTrustee(system, plan, trustee);
  };
  /** A ceremony of 2 of 3 in which everyone committed. */
  const untilDealing = async (): Promise<{ plan: CeremonyPlan; dealings: DealingWords[] }> => {
    const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
    await registerAll(plan);
    const dealings = await Promise.all(plan.trustees.map((trustee) => dealingOf(system, plan, trustee)));
    for (const [i, trustee] of plan.trustees.entries()) await commitDealing(system, plan, trustee, dealings[i]!);
    return { plan, dealings };
  };

  it("refuses a verifying key of another circuit, or one that is not registered", async () => {
    const verifier = await chain.deploy("Groth16Verifier");
    const address = await verifier.getAddress();
    const unknown = `0x${"77".repeat(32)}`;
    const deploy = (keyId: string) => () => chain.deploy("KeyCeremony", address, keyId);
    await assertReverts(`UnsuitableKey(${unknown}, 0, 8)`, ceremonies.interface, deploy(unknown));
    const ids = await registerKeys(verifier);
    const ballot = ids.get("ballot-2")!;
    await assertReverts(`UnsuitableKey(${ballot}, 14, 8)`, ceremonies.interface, deploy(ballot));
  });

  describe("creation", () => {
    const create = async (
      changes: { trustees?: string[]; threshold?: number; times?: bigint[] } = {},
    ): Promise<unknown[]> => {
      const start = await now(chain);
      const { trustees = accounts.slice(1, 4), threshold = 2, times = [100n, 200n, 300n] } = changes;
      return [trustees, threshold, ...times.map((seconds) => start + seconds)];
    };

    it("T031: numbers ceremonies itself and keeps what was agreed", async () => {
      const mine = await create();
      await send(as(ceremonies, chain.signers[9]!), "createCeremony", ...mine);
      const receipt = await send(ceremonies, "createCeremony", ...mine);
      const [id, creator] = events(ceremonies, receipt, "CeremonyCreated")[0]!;
      assert.deepEqual([id, creator], [2n, accounts[0]]);
      const first = await read<{ creator: string; trustees: string[] }>(ceremonies, "ceremony", 1n);
      assert.equal(first.creator, accounts[9]);
      const second = await read<{ toArray(deep: boolean): unknown[] }>(ceremonies, "ceremony", 2n);
      const [trustees, threshold, ...times] = mine;
      const expected = [BigInt(threshold as number), ...times, 0n, 0n, 0n, accounts[0], trustees];
      assert.deepEqual(second.toArray(true), expected);
    });

    it("refuses fewer than 2 and more than 16 trustees", async () => {
      for (const count of [0, 1, 17]) {
        const args = await create({ trustees: accounts.slice(1, count + 1) });
        await refuses(`TrusteeCountOutOfRange(${count})`, ceremonies, "createCeremony", ...args);
      }
      const args = await create({ trustees: accounts.slice(1, 17), threshold: 16 });
      await send(ceremonies, "createCeremony", ...args);
    });

    it("refuses thresholds below 2 and above the number of trustees", async () => {
      for (const threshold of [0, 1, 4, 255]) {
        const args = await create({ threshold });
        await refuses(`ThresholdOutOfRange(${threshold}, 3)`, ceremonies, "createCeremony", ...args);
      }
    });

    it("refuses the zero address and a trustee named twice", async () => {
      const zero = "0x0000000000000000000000000000000000000000";
      const twice = await create({ trustees: [accounts[1]!, accounts[2]!, accounts[1]!] });
      await refuses(`InvalidTrustee(${accounts[1]})`, ceremonies, "createCeremony", ...twice);
      const withZero = await create({ trustees: [accounts[1]!, zero] });
      await refuses(`InvalidTrustee(${zero})`, ceremonies, "createCeremony", ...withZero);
    });

    it("T035: refuses times that are not each later than the one before, starting now", async () => {
      for (const offsets of [
        [-1n, 200n, 300n],
        [0n, 200n, 300n],
        [100n, 100n, 300n],
        [100n, 200n, 200n],
        [300n, 200n, 400n],
      ]) {
        const start = (await now(chain)) + 50n;
        await atTime(chain, start);
        const times = offsets.map((offset) => start + offset);
        await refuses("TimesOutOfOrder()", ceremonies, "createCeremony", accounts.slice(1, 4), 2, ...times);
      }
    });

    it("refuses to act on or show a ceremony that does not exist", async () => {
      const calls: [string, ...unknown[]][] = [
        ["register", 9n, BASE, BASE, 1n],
        ["commit", 9n, HASH],
        ["deal", 9n, [], []],
      ];
      for (const [name, ...args] of calls) await refuses("UnknownCeremony(9)", ceremonies, name, ...args);
      for (const name of ["ceremony", "phase", "electionKey"]) {
        await refusesView("UnknownCeremony(9)", ceremonies, name, 9n);
      }
      for (const name of ["publicShare", "recipientKey", "dealingCommitment", "hasDealt"]) {
        await refusesView("UnknownCeremony(9)", ceremonies, name, 9n, 1n);
      }
    });

    it("T056: knows trustees by the indices 1 to n alone", async () => {
      const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
      for (const index of [0n, 4n, 1n + SUBGROUP_ORDER]) {
        for (const name of ["publicShare", "recipientKey", "dealingCommitment", "hasDealt"]) {
          await refusesView(`UnknownTrustee(${index})`, ceremonies, name, plan.id, index);
        }
      }
    });
  });

  describe("registering", () => {
    let plan: CeremonyPlan;

    beforeEach(async () => {
      plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
    });
    const registering = async (
      expected: string,
      { point, nonce, response }: { point: Point; nonce: Point; response: bigint },
      signer = plan.trustees[0]!.signer,
    ): Promise<void> => refuses(expected, as(ceremonies, signer), "register", plan.id, point, nonce, response);
    const proofOf = async (secret: bigint, account = accounts[1]!, ceremonyId = plan.id) =>
      possession(secret, { system, ceremonyId, account });

    it("stores eight times the point, tells the world, and moves on when all have registered", async () => {
      const receipt = await registerTrustee(system, plan, plan.trustees[0]!);
      const key = multiplyBase(plan.trustees[0]!.recipientSecret);
      const [id, index, account, recipientKey] = events(ceremonies, receipt, "TrusteeRegistered")[0]!;
      assert.deepEqual([id, index, account, [...(recipientKey as bigint[])]], [plan.id, 1n, accounts[1], key]);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "recipientKey", plan.id, 1n))], key);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "recipientKey", plan.id, 2n))], [0n, 0n]);
      assert.equal(await phaseOf(plan), REGISTERING);
      await registerTrustee(system, plan, plan.trustees[1]!);
      await registerTrustee(system, plan, plan.trustees[2]!);
      assert.equal(await phaseOf(plan), COMMITTING);
    });

    it("refuses strangers, and a second registration", async () => {
      await registering(`NotTrustee(${accounts[0]})`, await proofOf(5n, accounts[0]), chain.signers[0]);
      await registerTrustee(system, plan, plan.trustees[0]!);
      await registering("AlreadyRegistered(1)", await proofOf(7n));
    });

    it("T067: refuses the identity, points of small order and points off the curve", async () => {
      const proof = await proofOf(5n);
      for (const point of [IDENTITY, ORDER_2, ORDER_4, ORDER_8])
        await registering("IdentityKey()", { ...proof, point });
      for (const point of [
        [1n, 1n],
        [0n, 0n],
        [proof.point[0] + FIELD, proof.point[1]],
      ] as const) {
        await registering(`NotOnCurve(${point[0]}, ${point[1]})`, { ...proof, point });
        await registering(`NotOnCurve(${point[0]}, ${point[1]})`, { ...proof, nonce: point });
      }
    });

    it("T051: strips a part of small order from a key, so that none survives", async () => {
      const proof = await proofOf(5n);
      const { point, nonce, response } = { ...proof, point: add(proof.point, ORDER_8) };
      await send(as(ceremonies, plan.trustees[0]!.signer), "register", plan.id, point, nonce, response);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "recipientKey", plan.id, 1n))], multiplyBase(5n));
    });

    it("T053: refuses a key made from others' keys, without a proof of possession or with another's", async () => {
      const [first, second] = plan.trustees;
      await registerTrustee(system, plan, first!);
      const target = multiplyBase(secretOf("attacker"));
      const others = multiplyBase(first!.recipientSecret);
      const rogue = add(target, negate(others));
      const point = multiply(rogue, divideByCofactor(1n));
      const replayed = await proofOf(first!.recipientSecret, accounts[1]);
      await registering("InvalidPossessionProof()", { ...replayed, point }, second!.signer);
      // The first trustee's key and proof as they are, sent by the second.
      await registering("InvalidPossessionProof()", replayed, second!.signer);
      const own = await proofOf(secretOf("attacker"), accounts[2]);
      await registering("InvalidPossessionProof()", { ...own, point }, second!.signer);
    });

    it("T025: refuses a proof made for another account, ceremony, contract or chain", async () => {
      await registering("InvalidPossessionProof()", await proofOf(5n, accounts[2]));
      await registering("InvalidPossessionProof()", await proofOf(5n, accounts[1], plan.id + 1n));
      const elsewhere = { system: { ...system, ceremonies: system.rolls }, ceremonyId: plan.id, account: accounts[1]! };
      await registering("InvalidPossessionProof()", await possession(5n, elsewhere));
      const otherChain = { ...system, chain: { ...chain, chainId: 31338n } };
      const there = await possession(5n, { system: otherChain, ceremonyId: plan.id, account: accounts[1]! });
      await registering("InvalidPossessionProof()", there);
    });

    it("refuses an altered proof of possession and an alias of its response", async () => {
      const proof = await proofOf(5n);
      await registering("InvalidPossessionProof()", { ...proof, response: proof.response ^ 1n });
      await registering("InvalidPossessionProof()", { ...proof, nonce: add(proof.nonce, BASE) });
      await registering("InvalidPossessionProof()", { ...proof, nonce: add(proof.nonce, ORDER_2) });
      const alias = proof.response + SUBGROUP_ORDER;
      await registering(`ScalarOutOfRange(${alias})`, { ...proof, response: alias });
    });

    it("T035: ends at registerBy, exclusive, in failure if someone is missing", async () => {
      const { registerBy } = plan.times;
      await registerTrustee(system, plan, plan.trustees[0]!);
      const { point, nonce, response } = await proofOf(plan.trustees[1]!.recipientSecret, accounts[2]);
      const second = as(ceremonies, plan.trustees[1]!.signer);
      await atTime(chain, registerBy - 1n);
      await send(second, "register", plan.id, point, nonce, response);
      const third = await proofOf(3n, accounts[3]);
      await atTime(chain, registerBy);
      await registering(`WrongCeremonyPhase(${FAILED}, ${REGISTERING})`, third, plan.trustees[2]!.signer);
      await mineAt(chain, registerBy + 1n);
      assert.equal(await phaseOf(plan), FAILED);
      await refusesView(`NotFinished(${plan.id})`, ceremonies, "electionKey", plan.id);
    });
  });

  describe("committing", () => {
    let plan: CeremonyPlan;

    beforeEach(async () => {
      plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
      await registerAll(plan);
    });
    const trustee = (index: number): BaseContract => as(ceremonies, plan.trustees[index - 1]!.signer);

    it("keeps each trustee's hash, once", async () => {
      const receipt = await send(trustee(2), "commit", plan.id, HASH);
      assert.deepEqual(events(ceremonies, receipt, "DealingCommitted"), [[plan.id, 2n, HASH]]);
      assert.equal(await read(ceremonies, "dealingCommitment", plan.id, 2n), HASH);
      await refuses("AlreadyCommitted(2)", trustee(2), "commit", plan.id, HASH);
    });

    it("refuses strangers and an empty hash", async () => {
      await refuses(`NotTrustee(${accounts[0]})`, ceremonies, "commit", plan.id, HASH);
      await refuses("EmptyDealingHash()", trustee(1), "commit", plan.id, ZeroHash);
    });

    it("moves on as soon as all have committed", async () => {
      for (const index of [1, 2, 3]) {
        assert.equal(await phaseOf(plan), COMMITTING);
        await send(trustee(index), "commit", plan.id, HASH);
      }
      assert.equal(await phaseOf(plan), DEALING);
    });

    it("T035: ends at commitBy, exclusive; with a threshold of commitments dealing begins", async () => {
      const { commitBy } = plan.times;
      await send(trustee(1), "commit", plan.id, HASH);
      await atTime(chain, commitBy - 1n);
      await send(trustee(2), "commit", plan.id, HASH);
      await atTime(chain, commitBy);
      await refuses(`WrongCeremonyPhase(${DEALING}, ${COMMITTING})`, trustee(3), "commit", plan.id, HASH);
      await refuses("NotCommitted(3)", trustee(3), "deal", plan.id, [], []);
    });

    it("fails at commitBy with fewer commitments than the threshold", async () => {
      await send(trustee(1), "commit", plan.id, HASH);
      await mineAt(chain, plan.times.commitBy);
      assert.equal(await phaseOf(plan), FAILED);
    });
  });

  describe("dealing", () => {
    it("gives the key and public shares that the dealers' polynomials give", async () => {
      const { plan, dealings } = await untilDealing();
      const receipt = await deal(ceremonies, plan, plan.trustees[0]!, dealings[0]!);
      const [id, index, commitments, shares] = events(ceremonies, receipt, "DealingAccepted")[0]! as [
        bigint,
        bigint,
        bigint[][],
        bigint[],
      ];
      assert.deepEqual([id, index, [...shares]], [plan.id, 1n, dealings[0]!.shares]);
      assert.deepEqual(
        commitments.map((words) => [...words]),
        dealings[0]!.commitments,
      );
      await refusesView(`NotFinished(${plan.id})`, ceremonies, "electionKey", plan.id);
      assert.equal(await read(ceremonies, "hasDealt", plan.id, 1n), true);
      assert.equal(await read(ceremonies, "hasDealt", plan.id, 2n), false);
      for (const i of [1, 2]) await deal(ceremonies, plan, plan.trustees[i]!, dealings[i]!);
      assert.equal(await phaseOf(plan), FINISHED);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "electionKey", plan.id))], electionKey(plan));
      for (const { index: j } of plan.trustees) {
        const share = [...(await read<bigint[]>(ceremonies, "publicShare", plan.id, j))];
        assert.deepEqual(share, multiplyBase(keyShare(plan, j)));
      }
    });

    it("works for 16 trustees who are all needed", async () => {
      const plan = await holdCeremony(system, { threshold: 16, trusteeCount: 16 });
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "electionKey", plan.id))], electionKey(plan));
      const share = [...(await read<bigint[]>(ceremonies, "publicShare", plan.id, 16n))];
      assert.deepEqual(share, multiplyBase(keyShare(plan, 16)));
    });

    it("refuses strangers and a second dealing", async () => {
      const { plan, dealings } = await untilDealing();
      const { commitments, shares } = dealings[0]!;
      await refuses(`NotTrustee(${accounts[0]})`, ceremonies, "deal", plan.id, commitments, shares);
      await deal(ceremonies, plan, plan.trustees[0]!, dealings[0]!);
      const dealer = as(ceremonies, plan.trustees[0]!.signer);
      await refuses("AlreadyDealt(1)", dealer, "deal", plan.id, commitments, shares);
    });

    it("refuses a number of commitments or shares that the ceremony does not have", async () => {
      const { plan, dealings } = await untilDealing();
      const { commitments, shares } = dealings[0]!;
      const dealer = as(ceremonies, plan.trustees[0]!.signer);
      await refuses("WrongLength(1, 2)", dealer, "deal", plan.id, commitments.slice(1), shares);
      await refuses("WrongLength(3, 2)", dealer, "deal", plan.id, [...commitments, BASE], shares);
      await refuses("WrongLength(22, 33)", dealer, "deal", plan.id, commitments, shares.slice(11));
      await refuses("WrongLength(34, 33)", dealer, "deal", plan.id, commitments, [...shares, 0n]);
      await refusesView("WrongLength(32, 22)", ceremonies, "dealingHash", plan.id, 1n, commitments, shares.slice(1));
    });

    it("T054: refuses any dealing but the one committed to, so nobody adapts theirs to others'", async () => {
      const { plan, dealings } = await untilDealing();
      const other = { ...plan.trustees[0]!, polynomial: [secretOf("ground"), secretOf("low bits")] };
      const ground = await dealingOf(system, plan, other);
      const dealer = as(ceremonies, other.signer);
      const hash = await read<string>(ceremonies, "dealingHash", plan.id, 1n, ground.commitments, ground.shares);
      const committed = await read<string>(ceremonies, "dealingCommitment", plan.id, 1n);
      const refusal = `WrongDealing(${hash}, ${committed})`;
      await refuses(refusal, dealer, "deal", plan.id, ground.commitments, ground.shares);
      // Another trustee's dealing as one's own.
      await refuses("WrongDealing", dealer, "deal", plan.id, dealings[1]!.commitments, dealings[1]!.shares);
    });

    it("T055: refuses a dealing with one wrong share, whole, and leaves no trace of it", async () => {
      const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
      await registerAll(plan);
      const honest = await Promise.all(plan.trustees.map((trustee) => dealingOf(system, plan, trustee)));
      // The share for trustee 3 is encrypted wrongly: the proof does not fit it.
      const { commitments, shares } = honest[0]!;
      const wrong = { commitments, shares: shares.with(32, shares[32]! ^ 1n) };
      await commitDealing(system, plan, plan.trustees[0]!, wrong);
      for (const i of [1, 2]) await commitDealing(system, plan, plan.trustees[i]!, honest[i]!);
      const dealer = as(ceremonies, plan.trustees[0]!.signer);
      await refuses("InvalidProof()", dealer, "deal", plan.id, wrong.commitments, wrong.shares);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "publicShare", plan.id, 1n))], [0n, 0n]);
      assert.equal(await read(ceremonies, "hasDealt", plan.id, 1n), false);
      for (const i of [1, 2]) await deal(ceremonies, plan, plan.trustees[i]!, honest[i]!);
      assert.equal(await phaseOf(plan), DEALING);
      await mineAt(chain, plan.times.dealBy);
      assert.equal(await phaseOf(plan), FINISHED);
      const key = electionKey(plan, plan.trustees.slice(1));
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "electionKey", plan.id))], key);
    });

    it("T021: takes share keys, recipient keys and contexts from the contract: shares cannot change places", async () => {
      const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
      await registerAll(plan);
      const { commitments, shares } = await dealingOf(system, plan, plan.trustees[0]!);
      const swapped = { commitments, shares: [...shares.slice(11, 22), ...shares.slice(0, 11), ...shares.slice(22)] };
      const replayed = await dealingOf(system, plan, { ...plan.trustees[0]!, index: 2 });
      const dealer = as(ceremonies, plan.trustees[0]!.signer);
      for (const wrong of [swapped, replayed]) {
        const undo = await snapshot(chain);
        await commitDealing(system, plan, plan.trustees[0]!, wrong);
        await mineAt(chain, plan.times.commitBy - 10n);
        for (const i of [1, 2]) await send(as(ceremonies, plan.trustees[i]!.signer), "commit", plan.id, HASH);
        await refuses("InvalidProof()", dealer, "deal", plan.id, wrong.commitments, wrong.shares);
        await undo();
      }
    });

    it("T026: takes a dealing whose proofs were re-randomised: proofs are not part of what is committed to", async () => {
      const { plan, dealings } = await untilDealing();
      const { commitments, shares } = dealings[0]!;
      const words = [...rerandomised(shares.slice(0, 8), "dealing"), ...shares.slice(8)];
      await deal(ceremonies, plan, plan.trustees[0]!, { commitments, shares: words });
    });

    it("T067: refuses commitments off the curve, and a secret that is zero", async () => {
      for (const [point, refusal] of [
        [[1n, 1n], "NotOnCurve(1, 1)"],
        [IDENTITY, "IdentityKey()"],
        [ORDER_8, "IdentityKey()"],
      ] as const) {
        const undo = await snapshot(chain);
        const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
        await registerAll(plan);
        const { commitments, shares } = await dealingOf(system, plan, plan.trustees[0]!);
        const altered = { commitments: [point, commitments[1]!], shares };
        await commitDealing(system, plan, plan.trustees[0]!, altered);
        for (const i of [1, 2]) await send(as(ceremonies, plan.trustees[i]!.signer), "commit", plan.id, HASH);
        const dealer = as(ceremonies, plan.trustees[0]!.signer);
        await refuses(refusal, dealer, "deal", plan.id, altered.commitments, shares);
        await undo();
      }
    });

    it("T067: refuses the dealing that would make the election key or a public share the identity", async () => {
      for (const coefficients of [
        (a: bigint, b: bigint) => [SUBGROUP_ORDER - a, b],
        // f_1(1) + f_2(1) = 0 although the keys differ.
        (a: bigint, b: bigint) => [a, 2n * SUBGROUP_ORDER - 2n * a - b],
      ]) {
        const undo = await snapshot(chain);
        const plan = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
        await registerAll(plan);
        const [a, b] = plan.trustees[0]!.polynomial as [bigint, bigint];
        const opposite = { ...plan.trustees[1]!, polynomial: coefficients(a, b).map((c) => c % SUBGROUP_ORDER) };
        const first = await dealingOf(system, plan, plan.trustees[0]!);
        const second = await dealingOf(system, plan, opposite);
        await commitDealing(system, plan, plan.trustees[0]!, first);
        await commitDealing(system, plan, opposite, second);
        await send(as(ceremonies, plan.trustees[2]!.signer), "commit", plan.id, HASH);
        await deal(ceremonies, plan, plan.trustees[0]!, first);
        const dealer = as(ceremonies, opposite.signer);
        await refuses("IdentityKey()", dealer, "deal", plan.id, second.commitments, second.shares);
        await undo();
      }
    });

    it("T035: ends at dealBy, exclusive: finished with a threshold of dealings, failed with fewer", async () => {
      const { plan, dealings } = await untilDealing();
      const { dealBy } = plan.times;
      await deal(ceremonies, plan, plan.trustees[0]!, dealings[0]!);
      const late = await snapshot(chain);
      await mineAt(chain, dealBy);
      assert.equal(await phaseOf(plan), FAILED);
      await late();
      await atTime(chain, dealBy - 1n);
      await deal(ceremonies, plan, plan.trustees[1]!, dealings[1]!);
      const { commitments, shares } = dealings[2]!;
      await atTime(chain, dealBy);
      const dealer = as(ceremonies, plan.trustees[2]!.signer);
      await refuses(`WrongCeremonyPhase(${FINISHED}, ${DEALING})`, dealer, "deal", plan.id, commitments, shares);
      const key = electionKey(plan, plan.trustees.slice(0, 2));
      await mineAt(chain, dealBy + 1n);
      assert.deepEqual([...(await read<bigint[]>(ceremonies, "electionKey", plan.id))], key);
    });

    it("T025: refuses on another chain the dealing made for this one", async () => {
      const { plan, dealings } = await untilDealing();
      const other = await openChain({ chainId: 31338 });
      const there = await deploySystem({ chain: other });
      const elsewhere = await createCeremony(there, { threshold: 2, trusteeCount: 3 });
      assert.equal(elsewhere.id, plan.id);
      for (const trustee of elsewhere.trustees) await registerTrustee(there, elsewhere, trustee);
      for (const [i, trustee] of elsewhere.trustees.entries()) {
        await commitDealing(there, elsewhere, trustee, dealings[i]!);
      }
      const { commitments, shares } = dealings[0]!;
      const dealer = as(there.ceremonies, elsewhere.trustees[0]!.signer);
      await refuses("InvalidProof()", dealer, "deal", elsewhere.id, commitments, shares);
    });

    it("T053: is where a twin without the proof of possession would take the rogue key", async () => {
      const twin = compileTwin({
        contract: "KeyCeremony",
        edits: [
          {
            file: "contracts/KeyCeremony.sol",
            find: "if (!Possession.holds(Possession.Proof(ceremonyId, msg.sender, key, nonce, response))) {",
            replace: "if (false) {",
          },
        ],
      });
      const open = await chain.deployCode(twin, await system.verifier.getAddress(), system.keyIds.get("dealing"));
      const plan = await createCeremony({ chain, ceremonies: open }, { threshold: 2, trusteeCount: 3 });
      await registerTrustee({ chain, ceremonies: open }, plan, plan.trustees[0]!);
      const rogue = add(multiplyBase(9n), negate(multiplyBase(plan.trustees[0]!.recipientSecret)));
      const point = multiply(rogue, divideByCofactor(1n));
      await send(as(open, plan.trustees[1]!.signer), "register", plan.id, point, BASE, 1n);
      assert.deepEqual([...(await read<bigint[]>(open, "recipientKey", plan.id, 2n))], rogue);
    });
  });
});
