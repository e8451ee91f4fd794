import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import {
  BASE,
  add,
  divideByCofactor,
  multiply,
  multiplyBase,
  negate,
  type Point,
} from "../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, inverse, mod } from "../../src/crypto/field.ts";
import { as, openChain, read, refuses, send, type Chain } from "./support/chain.ts";
import { createCeremony, keccakWords, secretOf, tag, type CeremonyPlan } from "./support/ceremony.ts";
import { deploySystem, type System } from "./support/system.ts";
import { compileTwin } from "./support/twin.ts";

type Field = "chain" | "contract" | "ceremony" | "trustee" | "key" | "nonce";

/** The last words that Possession.sol hashes. */
const HASHED = "proof.key,\n            proof.nonce";
/** A part of the statement that a twin does not hash, and what the twin hashes instead. */
const OMISSIONS: readonly { field: Field; hashed: string }[] = [
  { field: "key", hashed: "proof.nonce" },
  { field: "nonce", hashed: "proof.key" },
];

const TYPES: Readonly<Record<Field, string>> = {
  chain: "uint256",
  contract: "address",
  ceremony: "uint256",
  trustee: "address",
  key: "uint256[2]",
  nonce: "uint256[2]",
};

describe("proofs of possession", () => {
  let chain: Chain;
  let system: System;

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
  });

  /** The challenge for a statement; without the fields that are not given. */
  function challengeOf(statement: Readonly<Partial<Record<Field, unknown>>>): bigint {
    const fields = Object.keys(TYPES).filter((field) => field in statement) as Field[];
    const values = fields.map((field) => statement[field]);
    const hash = keccakWords(
      ["uint256", ...fields.map((field) => TYPES[field])],
      [tag("psephos.possession.v1"), ...values],
    );
    return mod(hash, SUBGROUP_ORDER);
  }

  interface Forgery {
    readonly key: Point;
    readonly nonce: Point;
    readonly response: bigint;
  }

  /** Chooses last what the challenge does not depend on: response·B8 = nonce + challenge·key, solved for it. */
  function forge(omitted: Field, place: Readonly<Partial<Record<Field, unknown>>>): Forgery {
    const response = secretOf("any response");
    if (omitted === "nonce") {
      // A key whose secret nobody knows: made from another's.
      const key = add(multiplyBase(secretOf("another trustee")), multiplyBase(5n));
      const nonce = add(multiplyBase(response), negate(multiply(key, challengeOf({ ...place, key }))));
      return { key, nonce, response };
    }
    const nonce = add(BASE, multiplyBase(secretOf("another trustee")));
    const challenge = challengeOf({ ...place, nonce });
    const key = multiply(add(multiplyBase(response), negate(nonce)), inverse(challenge, SUBGROUP_ORDER));
    return { key, nonce, response };
  }

  async function attack(ceremonies: BaseContract, omitted: Field) {
    const plan: CeremonyPlan = await createCeremony({ chain, ceremonies }, { threshold: 2, trusteeCount: 2 });
    const { signer } = plan.trustees[0]!;
    const { key, nonce, response } = forge(omitted, {
      chain: chain.chainId,
      contract: await ceremonies.getAddress(),
      ceremony: plan.id,
      trustee: await signer.getAddress(),
    });
    const point = multiply(key, divideByCofactor(1n));
    return { key, contract: as(ceremonies, signer), call: ["register", plan.id, point, nonce, response] as const };
  }

  for (const { field, hashed } of OMISSIONS) {
    it(`T048: refuses a proof whose ${field} was chosen after the challenge, which a twin that does not hash it takes`, async () => {
      const twin = compileTwin({
        contract: "KeyCeremony",
        edits: [{ file: "contracts/lib/Possession.sol", find: HASHED, replace: hashed }],
      });
      const open = await chain.deployCode(twin, await system.verifier.getAddress(), system.keyIds.get("dealing"));
      const passing = await attack(open, field);
      await send(passing.contract, ...passing.call);
      assert.deepEqual([...(await read<bigint[]>(open, "recipientKey", passing.call[1], 1n))], [...passing.key]);

      const { contract, call } = await attack(system.ceremonies, field);
      await refuses("InvalidPossessionProof()", contract, ...call);
    });
  }
});
