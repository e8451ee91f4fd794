import assert from "node:assert/strict";
import type { BaseContract, Signer } from "ethers";
import { as, now, openChain, refuses, send, snapshot } from "./support/chain.ts";
import { opcodes } from "./support/opcodes.ts";
import {
  DEPARTMENT,
  REASON,
  attest,
  attestItem,
  deployRegistries,
  enrolItem,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  termsOf,
  withdrawalOf,
  word,
  type PolicyPlan,
  type Registries,
} from "./support/registries.ts";

type ContractName = "policies" | "attestations" | "enrolments";

const EVERYBODY = ["department", "formerAccount", "otherDepartment", "deployer", "stranger"] as const;
const DEPARTMENT_ALONE = ["department"] as const;

/** Who may call what; nobody else may, and there is nothing else that changes anything. */
const MATRIX: readonly { contract: ContractName; name: string; roles: readonly string[] }[] = [
  { contract: "policies", name: "publish", roles: DEPARTMENT_ALONE },
  { contract: "policies", name: "retire", roles: DEPARTMENT_ALONE },
  { contract: "attestations", name: "attest", roles: EVERYBODY },
  { contract: "attestations", name: "withdraw", roles: EVERYBODY },
  { contract: "attestations", name: "revoke", roles: DEPARTMENT_ALONE },
  { contract: "enrolments", name: "open", roles: DEPARTMENT_ALONE },
  { contract: "enrolments", name: "enrol", roles: EVERYBODY },
];

describe("registries: who may do what", () => {
  let registries: Registries;
  let policy: PolicyPlan;
  let time: bigint;
  let roles: Record<(typeof EVERYBODY)[number], Signer>;

  before(async () => {
    registries = await deployRegistries({ chain: await openChain() });
    const { chain, issuers } = registries;
    const [deployer, formerAccount, otherDepartment, stranger, department] = chain.signers as [
      Signer,
      Signer,
      Signer,
      Signer,
      Signer,
    ];
    roles = { department, formerAccount, otherDepartment, deployer, stranger };
    policy = await publishPolicy(registries);
    const enrolments = as(registries.enrolments, registries.department);
    await send(enrolments, "open", policy.id, "Residents", 0n, 1n << 60n);
    time = await attest(registries, policy, "a");
    await send(issuers, "setAccount", DEPARTMENT, await department.getAddress());
  });

  /** A call that is right in every way but, perhaps, its sender. */
  const callOf = async (name: string): Promise<unknown[]> => {
    const a = pseudonymOf(policy, "a");
    const made = await now(registries.chain);
    const commitment = word("commitment");
    switch (name) {
      case "publish":
        return [termsOf({ policyHash: word("next") }), "{}"];
      case "retire":
        return [policy.id];
      case "attest":
        return [policy.id, attestItem(registries, policy, { holder: "b", now: made })];
      case "withdraw":
        return [policy.id, a, provePseudonym(policy, "a", withdrawalOf(registries, policy, time))];
      case "revoke":
        return [policy.id, a, REASON];
      case "open":
        return [policy.id, "Residents", 0n, 1n << 60n];
      default: {
        const input = { holder: "b", now: made, enrolmentId: 1n, commitment };
        return [1n, enrolItem(registries, policy, input), [commitment]];
      }
    }
  };

  for (const { contract: place, name, roles: allowed } of MATRIX) {
    it(`T030: ${name} works for ${allowed === EVERYBODY ? "everybody" : "the department's present account alone"}`, async () => {
      for (const [role, signer] of Object.entries(roles)) {
        const undo = await snapshot(registries.chain);
        const contract = as(registries[place], signer);
        const args = await callOf(name);
        if (allowed.includes(role)) await send(contract, name, ...args);
        else await refuses(`NotDepartment(${await signer.getAddress()})`, contract, name, ...args);
        await undo();
      }
    });
  }

  it("T032: have no function that changes anything but these, and no owner, upgrade or second start", async () => {
    for (const place of ["policies", "attestations", "enrolments"] as const) {
      const contract: BaseContract = registries[place];
      const changing: string[] = [];
      contract.interface.forEachFunction(({ name, stateMutability, payable }) => {
        if (stateMutability !== "view" && stateMutability !== "pure") changing.push(name);
        assert.equal(payable, false);
      });
      const expected = MATRIX.filter((row) => row.contract === place).map(({ name }) => name);
      assert.deepEqual(changing.sort(), expected.sort());
      const found = opcodes(
        (await registries.chain.request("eth_getCode", await contract.getAddress(), "latest")) as string,
      );
      // Only reads of other contracts: nothing can re-enter with a changed state.
      for (const [opcode, name] of [
        [0xf1, "CALL"],
        [0xf2, "CALLCODE"],
        [0xf4, "DELEGATECALL"],
        [0xf0, "CREATE"],
        [0xf5, "CREATE2"],
        [0xff, "SELFDESTRUCT"],
      ] as const) {
        assert.equal(found.has(opcode), false, `no ${name} in ${place}`);
      }
    }
  });
});
