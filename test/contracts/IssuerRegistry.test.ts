import assert from "node:assert/strict";
import type { BaseContract, Signer } from "ethers";
import fc from "fast-check";
import { add, multiply, multiplyBase, type Point } from "../../src/crypto/babyjubjub.ts";
import { FIELD } from "../../src/crypto/field.ts";
import { TRUST_DEPTH } from "../../src/protocol/credential/params.ts";
import type { SchemaHash } from "../../src/protocol/credential/schema.ts";
import type { StatusRoot } from "../../src/protocol/credential/status-tree.ts";
import { buildTrustTree, type TrustEntry } from "../../src/protocol/credential/trust-tree.ts";
import { as, atTime, events, mineAt, now, openChain, read, refuses, refusesView, send } from "./support/chain.ts";
import { snapshot, type Chain } from "./support/chain.ts";
import {
  DID,
  LISTS_HASH,
  KeySequence,
  departmentIdOf,
  deployIssuers,
  newKey,
  publishStatus,
  registerKey,
  type Issuers,
  type NewKey,
} from "./support/issuers.ts";

const ZERO_HASH = `0x${"00".repeat(32)}`;
const ZERO_ACCOUNT = `0x${"00".repeat(20)}`;
const OTHER_DID = "did:web:land.example";
const ORDER_2: Point = [0n, FIELD - 1n];
const ORDER_4: Point = [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n];
const ORDER_8: Point = [
  4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  4826523245007015323400664741523384119579596407052839571721035538011798951543n,
];

describe("IssuerRegistry", () => {
  let chain: Chain;
  let issuers: Issuers;
  let registry: BaseContract;
  let governor: Signer;
  let department: Signer;
  let stranger: Signer;
  let accounts: string[];
  let back: () => Promise<void>;
  /** Keys 0 and 1 with status roots 1000 and 1001. */
  let first: NewKey;
  let second: NewKey;

  before(async () => {
    chain = await openChain();
    issuers = await deployIssuers(chain);
    registry = issuers.registry;
    [governor, department, stranger] = chain.signers.slice(0, 3) as [Signer, Signer, Signer];
    accounts = await Promise.all(chain.signers.slice(0, 4).map((signer) => signer.getAddress()));
    first = await newKey(issuers, 0n);
    second = await newKey(issuers, 1n);
    await registerKey(issuers, first);
    await registerKey(issuers, second);
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const root = (): Promise<bigint> => read<bigint>(registry, "trustRoot");
  const entry = ({ key }: NewKey, statusRoot: bigint): TrustEntry => ({
    issuerKey: key.publicKey,
    schemaHash: key.schemaHash as SchemaHash,
    statusRoot: statusRoot as StatusRoot,
  });
  const register = (fresh: NewKey, statusRoot = 5n, listsHash = LISTS_HASH) =>
    ["registerKey", fresh.key, fresh.eighth, statusRoot, listsHash] as const;
  const withKey = (fresh: NewKey, changed: Partial<NewKey["key"]>): NewKey => ({
    ...fresh,
    key: { ...fresh.key, ...changed },
  });

  describe("departments", () => {
    it("has the id that follows from its DID", async () => {
      const receipt = await send(registry, "registerDepartment", OTHER_DID, accounts[3]);
      const id = departmentIdOf(OTHER_DID);
      assert.deepEqual(events(registry, receipt, "DepartmentRegistered"), [[id, OTHER_DID, accounts[3]]]);
      assert.equal(await read(registry, "departmentAccount", id), accounts[3]);
      assert.equal(await read(registry, "departmentAccount", id + 1n), ZERO_ACCOUNT);
    });

    it("refuses what is no did:web of 9 to 255 bytes", async () => {
      for (const did of ["", "did:web:", "did:key:z6Mk", "Did:web:land.example", `did:web:${"x".repeat(248)}`]) {
        await refuses(`InvalidDid(${did})`, registry, "registerDepartment", did, accounts[3]);
      }
      await send(registry, "registerDepartment", `did:web:${"x".repeat(247)}`, accounts[3]);
    });

    it("registers a department once, and not without an account", async () => {
      await refuses(
        `DepartmentAlreadyRegistered(${issuers.departmentId})`,
        ...([registry, "registerDepartment", DID, accounts[3]] as const),
      );
      await refuses("ZeroAccount()", registry, "registerDepartment", OTHER_DID, ZERO_ACCOUNT);
    });

    it("lets the governor or the department itself name another account, which alone acts from then on", async () => {
      const id = issuers.departmentId;
      const receipt = await send(as(registry, department), "changeAccount", id, accounts[2]);
      assert.deepEqual(events(registry, receipt, "DepartmentAccountChanged"), [[id, accounts[2]]]);
      const formerly = as(registry, department);
      await refuses(`NotDepartment(${accounts[1]})`, formerly, "changeAccount", id, accounts[1]);
      await refuses(`NotDepartment(${accounts[1]})`, formerly, "publishStatus", 0n, 9n, LISTS_HASH);
      await send(as(registry, stranger), "publishStatus", 0n, 9n, LISTS_HASH);
      await send(as(registry, governor), "changeAccount", id, accounts[1]);
      assert.equal(await read(registry, "departmentAccount", id), accounts[1]);
    });

    it("refuses to change the account of an unknown department, or to none", async () => {
      await refuses("UnknownDepartment(7)", registry, "changeAccount", 7n, accounts[2]);
      await refuses("ZeroAccount()", registry, "changeAccount", issuers.departmentId, ZERO_ACCOUNT);
    });
  });

  describe("the governor", () => {
    it("hands its place over in two steps", async () => {
      const started = await send(registry, "transferGovernor", accounts[2]);
      assert.deepEqual(events(registry, started, "GovernorTransferStarted"), [[accounts[2]]]);
      assert.equal(await read(registry, "governor"), accounts[0]);
      assert.equal(await read(registry, "nextGovernor"), accounts[2]);
      const done = await send(as(registry, stranger), "acceptGovernor");
      assert.deepEqual(events(registry, done, "GovernorTransferred"), [[accounts[0], accounts[2]]]);
      assert.equal(await read(registry, "governor"), accounts[2]);
      assert.equal(await read(registry, "nextGovernor"), ZERO_ACCOUNT);
      await refuses(`NotGovernor(${accounts[0]})`, registry, "transferGovernor", accounts[0]);
    });

    it("can take an offer back, and nobody else can take the place", async () => {
      await send(registry, "transferGovernor", accounts[2]);
      await refuses(`NotNextGovernor(${accounts[1]})`, as(registry, department), "acceptGovernor");
      await send(registry, "transferGovernor", ZERO_ACCOUNT);
      await refuses(`NotNextGovernor(${accounts[2]})`, as(registry, stranger), "acceptGovernor");
    });

    it("is somebody from the start", async () => {
      await assert.rejects(chain.deploy("IssuerRegistry", ZERO_ACCOUNT), /revert/i);
    });
  });

  describe("who may do what", () => {
    it("T030: equals the table, for each function and role", async () => {
      const fresh = await newKey(issuers, 2n);
      const calls: Record<string, { call: readonly [string, ...unknown[]]; allowed: string; error: string }> = {
        registerDepartment: {
          call: ["registerDepartment", OTHER_DID, accounts[3]],
          allowed: "governor",
          error: "NotGovernor",
        },
        changeAccount: {
          call: ["changeAccount", issuers.departmentId, accounts[3]],
          allowed: "governor department",
          error: "NotDepartment",
        },
        registerKey: { call: register(fresh), allowed: "governor", error: "NotGovernor" },
        publishStatus: {
          call: ["publishStatus", 0n, 9n, LISTS_HASH],
          allowed: "department",
          error: "NotDepartment",
        },
        removeKey: { call: ["removeKey", 0n, false], allowed: "governor", error: "NotGovernor" },
        transferGovernor: { call: ["transferGovernor", accounts[3]], allowed: "governor", error: "NotGovernor" },
        acceptGovernor: { call: ["acceptGovernor"], allowed: "next", error: "NotNextGovernor" },
      };
      const next = chain.signers[3]!;
      await send(registry, "registerDepartment", "did:web:other.example", accounts[2]);
      await send(registry, "transferGovernor", accounts[3]);
      const roles = { governor, department, next, otherDepartment: stranger, nobody: chain.signers[6]! };
      const changing: string[] = [];
      registry.interface.forEachFunction(({ name, stateMutability }) => {
        if (stateMutability !== "view" && stateMutability !== "pure") changing.push(name);
      });
      assert.deepEqual(changing.sort(), Object.keys(calls).sort());
      for (const { call, allowed, error } of Object.values(calls)) {
        for (const [role, signer] of Object.entries(roles)) {
          const undo = await snapshot(chain);
          if (allowed.split(" ").includes(role)) await send(as(registry, signer), ...call);
          else await refuses(`${error}(${await signer.getAddress()})`, as(registry, signer), ...call);
          await undo();
        }
      }
    });
  });

  describe("keys", () => {
    it("numbers keys from 0 and keeps what was registered", async () => {
      const fresh = await newKey(issuers, 2n);
      const receipt = await registerKey(issuers, fresh, 77n);
      const { departmentId, schemaHash, epoch, endsAt, certificateHash, publicKey } = fresh.key;
      const words = [departmentId, schemaHash, epoch, endsAt, certificateHash, publicKey];
      const [[keyIndex, ...rest]] = events(registry, receipt, "IssuerKeyRegistered") as [unknown[]];
      assert.equal(String([keyIndex, ...rest]), String([2n, departmentId, schemaHash, words]));
      assert.deepEqual(events(registry, receipt, "StatusPublished"), [[2n, 77n, LISTS_HASH, await root()]]);
      assert.equal(
        String(await read<unknown[]>(registry, "issuerKey", 2n)),
        String([words, 77n, await now(chain), false]),
      );
      assert.equal(await read(registry, "keyCount"), 3n);
    });

    it("refuses a key of an unknown department, schema out of range, without certificate or time", async () => {
      const fresh = await newKey(issuers, 2n);
      const cases: [string, Partial<NewKey["key"]>][] = [
        ["UnknownDepartment(7)", { departmentId: 7n }],
        ["SchemaHashOutOfRange(0)", { schemaHash: 0n }],
        [`SchemaHashOutOfRange(${FIELD})`, { schemaHash: FIELD }],
        ["EmptyCertificateHash()", { certificateHash: ZERO_HASH }],
      ];
      for (const [error, changed] of cases) await refuses(error, registry, ...register(withKey(fresh, changed)));
    });

    it("T035: refuses a key that ends in the second of its registration, and takes one that ends in the next", async () => {
      const fresh = await newKey(issuers, 2n);
      const at = (await now(chain)) + 10n;
      await atTime(chain, at);
      await refuses(`KeyEndsTooEarly(${at})`, registry, ...register(withKey(fresh, { endsAt: at })));
      await atTime(chain, at + 10n);
      await send(registry, ...register(withKey(fresh, { endsAt: at + 11n })));
    });

    it("T039: refuses status roots that are 0 or not below r, and status lists without hash", async () => {
      const fresh = await newKey(issuers, 2n);
      const by = as(registry, department);
      for (const statusRoot of [0n, FIELD, FIELD + 5n]) {
        await refuses(`RootOutOfRange(${statusRoot})`, registry, ...register(fresh, statusRoot));
        await refuses(`RootOutOfRange(${statusRoot})`, by, "publishStatus", 0n, statusRoot, LISTS_HASH);
      }
      await refuses("EmptyListsHash()", registry, ...register(fresh, 5n, ZERO_HASH));
      await refuses("EmptyListsHash()", by, "publishStatus", 0n, 5n, ZERO_HASH);
    });

    it("registers one key for each department, schema and epoch", async () => {
      const { departmentId } = issuers;
      const again = await newKey(issuers, 1n);
      await refuses(`EpochAlreadyUsed(${departmentId}, 77, 1)`, registry, ...register(again));
      await send(registry, ...register(withKey(again, { schemaHash: 78n })));
    });

    it("T046: never takes a public key again, not for another schema and not after its removal", async () => {
      const [x, y] = first.key.publicKey;
      const again = withKey(first, { schemaHash: 78n, epoch: 9n });
      await refuses(`PublicKeyAlreadyUsed(${x}, ${y})`, registry, ...register(again));
      await send(registry, "removeKey", 0n, false);
      await refuses(`PublicKeyAlreadyUsed(${x}, ${y})`, registry, ...register(again));
    });

    it("refuses words that are off the curve or not below r, as key and as its eighth", async () => {
      const fresh = await newKey(issuers, 2n);
      const [x, y] = fresh.key.publicKey;
      for (const [badX, badY] of [
        [x, y + 1n],
        [x + FIELD, y],
        [x, y + FIELD],
        [0n, 0n],
      ] as Point[]) {
        const bad = withKey(fresh, { publicKey: [badX, badY] });
        await refuses(`NotOnCurve(${badX}, ${badY})`, registry, ...register(bad));
        await refuses(`NotOnCurve(${badX}, ${badY})`, registry, ...register({ ...fresh, eighth: [badX, badY] }));
      }
    });

    it("refuses the identity, whatever point of small order is given for its eighth", async () => {
      const fresh = withKey(await newKey(issuers, 2n), { publicKey: [0n, 1n] });
      for (const eighth of [[0n, 1n] as Point, ORDER_2, ORDER_4, ORDER_8]) {
        await refuses("IdentityKey()", registry, ...register({ ...fresh, eighth }));
      }
    });

    it("refuses keys with a part of small order: no point of the curve is an eighth of them", async () => {
      const fresh = await newKey(issuers, 2n);
      for (const small of [ORDER_2, ORDER_4, ORDER_8]) {
        for (const publicKey of [small, add(fresh.key.publicKey, small)]) {
          const bad = withKey(fresh, { publicKey });
          for (const eighth of [fresh.eighth, add(fresh.eighth, ORDER_8), ORDER_8, publicKey]) {
            await refuses("WrongEighth()", registry, ...register({ ...bad, eighth }));
          }
        }
      }
    });

    it("refuses an eighth of another key, but takes one with a part of small order: eight times it is the same", async () => {
      const fresh = await newKey(issuers, 2n);
      await refuses("WrongEighth()", registry, ...register({ ...fresh, eighth: multiply(fresh.eighth, 2n) }));
      await refuses("WrongEighth()", registry, ...register({ ...fresh, eighth: multiplyBase(1n) }));
      await send(registry, ...register({ ...fresh, eighth: add(fresh.eighth, ORDER_8) }));
    });

    it("shows no key that was never registered", async () => {
      await refusesView("UnknownKeyIndex(2)", registry, "issuerKey", 2n);
      await refuses("UnknownKeyIndex(2)", registry, "publishStatus", 2n, 5n, LISTS_HASH);
      await refuses("UnknownKeyIndex(2)", registry, "removeKey", 2n, true);
    });
  });

  describe("status", () => {
    it("T035: is published until the second before the key ends", async () => {
      const by = as(registry, department);
      const { endsAt } = first.key;
      await atTime(chain, endsAt - 1n);
      await send(by, "publishStatus", 0n, 9n, LISTS_HASH);
      for (const at of [endsAt, endsAt + 1n]) {
        await atTime(chain, at);
        await refuses(`KeyEnded(0, ${endsAt})`, by, "publishStatus", 0n, 10n, LISTS_HASH);
      }
    });

    it("takes the same root again as a sign of life, and leaves the tree as it is", async () => {
      const before = await root();
      await mineAt(chain, (await now(chain)) + 50n);
      const receipt = await publishStatus(issuers, 0n, 1000n);
      assert.deepEqual(events(registry, receipt, "StatusPublished"), [[0n, 1000n, LISTS_HASH, before]]);
      assert.equal(await root(), before);
      assert.equal(await read(registry, "ageOf", before), 0n);
      const [, , publishedAt] = await read<[unknown, bigint, bigint]>(registry, "issuerKey", 0n);
      assert.equal(publishedAt, await now(chain));
    });

    it("T046: is not published for a removed key", async () => {
      await send(registry, "removeKey", 0n, false);
      await refuses("KeyAlreadyRemoved(0)", as(registry, department), "publishStatus", 0n, 9n, LISTS_HASH);
    });
  });

  describe("removal", () => {
    it("T046: takes the key out of the tree", async () => {
      const receipt = await send(registry, "removeKey", 0n, false);
      assert.deepEqual(events(registry, receipt, "IssuerKeyRemoved"), [[0n, false, await root()]]);
      assert.equal(await root(), (await buildTrustTree([undefined, entry(second, 1001n)])).root);
      const [, , , removed] = await read<[unknown, bigint, bigint, boolean]>(registry, "issuerKey", 0n);
      assert.equal(removed, true);
      await refuses("KeyAlreadyRemoved(0)", registry, "removeKey", 0n, false);
    });

    it("T035: is anyone's from the second in which the key ends, but only the governor calls it compromised", async () => {
      const by = as(registry, stranger);
      const { endsAt } = first.key;
      await atTime(chain, endsAt - 1n);
      await refuses(`NotGovernor(${accounts[2]})`, by, "removeKey", 0n, false);
      await atTime(chain, endsAt);
      await refuses(`NotGovernor(${accounts[2]})`, by, "removeKey", 0n, true);
      await atTime(chain, endsAt + 1n);
      await send(by, "removeKey", 0n, false);
    });

    it("T033, T046: of a compromised key refuses every earlier root at once, of another one none", async () => {
      const roots = [await root()];
      for (const status of [11n, 12n]) {
        await publishStatus(issuers, 1n, status);
        roots.push(await root());
      }
      const undo = await snapshot(chain);
      await send(registry, "removeKey", 0n, false);
      for (const earlier of roots) assert.ok((await read<bigint>(registry, "ageOf", earlier)) >= 0n);
      assert.equal(await read(registry, "cutOffAt"), 0n);
      await undo();
      await send(registry, "removeKey", 0n, true);
      assert.equal(await read(registry, "cutOffAt"), await now(chain));
      for (const earlier of roots) await refusesView(`UnknownTrustRoot(${earlier})`, registry, "ageOf", earlier);
      assert.equal(await read(registry, "ageOf", await root()), 0n);
    });

    it("T046: cuts off earlier roots also when whoever stole the key took it out first", async () => {
      const trusted = await root();
      await mineAt(chain, first.key.endsAt);
      await send(as(registry, stranger), "removeKey", 0n, false);
      assert.ok((await read<bigint>(registry, "ageOf", trusted)) >= 0n);
      const without = await root();
      await send(registry, "removeKey", 0n, true);
      await refusesView(`UnknownTrustRoot(${trusted})`, registry, "ageOf", trusted);
      assert.equal(await root(), without);
      assert.equal(await read(registry, "ageOf", without), 0n);
    });
  });

  describe("the age of trust roots", () => {
    it("T033: is 0 for the present root, then counts from the second in which another took its place", async () => {
      const before = await root();
      await mineAt(chain, (await now(chain)) + 500n);
      assert.equal(await read(registry, "ageOf", before), 0n);
      await publishStatus(issuers, 0n, 9n);
      const at = await now(chain);
      assert.equal(await read(registry, "ageOf", before), 0n);
      for (const seconds of [1n, 299n, 300n, 301n]) {
        await mineAt(chain, at + seconds);
        assert.equal(await read(registry, "ageOf", before), seconds);
      }
      assert.equal(await read(registry, "ageOf", await root()), 0n);
    });

    it("T034: stays known however many roots follow", async () => {
      const before = await root();
      for (let status = 0n; status < 70n; status++) await publishStatus(issuers, 0n, 2000n + status);
      assert.ok((await read<bigint>(registry, "ageOf", before)) >= 69n);
    });

    it("is 0 again for a root that comes back, also past a cut, and counts anew once it is superseded", async () => {
      const before = await root();
      await publishStatus(issuers, 0n, 9n);
      await publishStatus(issuers, 0n, 1000n);
      assert.equal(await root(), before);
      assert.equal(await read(registry, "ageOf", before), 0n);
      await publishStatus(issuers, 0n, 9n);
      assert.equal(await read(registry, "ageOf", before), 0n);
      await send(registry, "removeKey", 1n, false);
      const twice = await root();
      await publishStatus(issuers, 0n, 10n);
      await send(registry, "removeKey", 1n, true);
      await refusesView(`UnknownTrustRoot(${twice})`, registry, "ageOf", twice);
      await publishStatus(issuers, 0n, 9n);
      assert.equal(await read(registry, "ageOf", twice), 0n);
      await publishStatus(issuers, 0n, 10n);
      await mineAt(chain, (await now(chain)) + 5n);
      assert.equal(await read(registry, "ageOf", twice), 5n);
    });

    it("T033: is refused for what never was a root, and for 0 even where the tree is empty", async () => {
      await refusesView("UnknownTrustRoot(0)", registry, "ageOf", 0n);
      await refusesView("UnknownTrustRoot(12345)", registry, "ageOf", 12345n);
      const alias = (await root()) + FIELD;
      await refusesView(`UnknownTrustRoot(${alias})`, registry, "ageOf", alias);
      const empty = await deployIssuers(chain);
      assert.equal(await read(empty.registry, "trustRoot"), 0n);
      await refusesView("UnknownTrustRoot(0)", empty.registry, "ageOf", 0n);
      await registerKey(empty, await newKey(empty, 0n));
      await send(empty.registry, "removeKey", 0n, false);
      assert.equal(await read(empty.registry, "trustRoot"), 0n);
      await refusesView("UnknownTrustRoot(0)", empty.registry, "ageOf", 0n);
    });
  });

  describe("the trust tree", () => {
    type Step = { readonly kind: "register" | "publish" | "remove"; readonly pick: number };
    const step: fc.Arbitrary<Step> = fc.record({
      kind: fc.constantFrom("register", "register", "publish", "publish", "remove"),
      pick: fc.nat(1000),
    });

    it("T075: has the root that the SDK computes, after every step of random histories", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
          const undo = await snapshot(chain);
          const own: Issuers = { ...(await deployIssuers(chain)), keys: new KeySequence() };
          const keys: NewKey[] = [];
          const leaves: (TrustEntry | undefined)[] = [];
          for (const [i, { kind, pick }] of steps.entries()) {
            const statusRoot = BigInt(5000 + i);
            const index = pick % Math.max(keys.length, 1);
            if (kind === "register" || keys.length === 0) {
              const fresh = await newKey(own, BigInt(keys.length));
              await registerKey(own, fresh, statusRoot);
              keys.push(fresh);
              leaves.push(entry(fresh, statusRoot));
            } else if (leaves[index] === undefined) {
              continue;
            } else if (kind === "publish") {
              await publishStatus(own, index, statusRoot);
              leaves[index] = entry(keys[index]!, statusRoot);
            } else {
              await send(own.registry, "removeKey", index, false);
              leaves[index] = undefined;
            }
            assert.equal(await read(own.registry, "trustRoot"), (await buildTrustTree(leaves)).root);
          }
          await undo();
        }),
        { numRuns: 12 },
      );
    });

    it("T036: takes as many keys as the circuit's tree has leaves, and no more", async () => {
      const own = await deployIssuers(chain);
      const leaves: TrustEntry[] = [];
      for (let i = 0n; i < 1n << BigInt(TRUST_DEPTH); i++) {
        const fresh = await newKey(own, i);
        await send(own.registry, ...register(withKey(fresh, { endsAt: fresh.key.endsAt + 100_000n }), i + 1n));
        leaves.push(entry(fresh, i + 1n));
      }
      assert.equal(await read(own.registry, "trustRoot"), (await buildTrustTree(leaves)).root);
      await publishStatus(own, 700, 9n);
      leaves[700] = { ...leaves[700]!, statusRoot: 9n as StatusRoot };
      assert.equal(await read(own.registry, "trustRoot"), (await buildTrustTree(leaves)).root);
      await refuses("TrustTreeFull()", own.registry, ...register(await newKey(own, 5000n)));
    });
  });
});
