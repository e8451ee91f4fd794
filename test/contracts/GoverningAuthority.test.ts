import assert from "node:assert/strict";
import { AbiCoder, keccak256, type BaseContract, type Signer } from "ethers";
import { as, atTime, events, now, openChain, read, refuses, refusesView, send, snapshot } from "./support/chain.ts";
import type { Chain } from "./support/chain.ts";

const LIFETIME = 30n * 24n * 3600n;

describe("GoverningAuthority", () => {
  let chain: Chain;
  let authority: BaseContract;
  let address: string;
  let registry: BaseContract;
  let target: string;
  let members: readonly Signer[];
  let stranger: Signer;
  let names: string[];
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    members = chain.signers.slice(0, 3);
    stranger = chain.signers[5]!;
    names = await Promise.all(members.map((member) => member.getAddress()));
    authority = await chain.deploy("GoverningAuthority", names, 2n);
    address = await authority.getAddress();
    registry = await chain.deploy("IssuerRegistry", address);
    target = await registry.getAddress();
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const by = (member: number): BaseContract => as(authority, members[member]!);
  const register = (): string =>
    registry.interface.encodeFunctionData("registerDepartment", ["did:web:land.example", names[1]]);
  const change = (next: readonly string[], threshold: bigint): string =>
    authority.interface.encodeFunctionData("changeMembers", [next, threshold]);
  const callHash = (to: string, data: string): string =>
    keccak256(AbiCoder.defaultAbiCoder().encode(["address", "bytes"], [to, data]));
  /** Proposed by member 0, approved by member 1. */
  const agree = async (to: string, data: string): Promise<bigint> => {
    await send(by(0), "propose", to, data);
    const id = await read<bigint>(authority, "proposalCount");
    await send(by(1), "approve", id, callHash(to, data));
    return id;
  };

  it("makes a call once two of three members approved it", async () => {
    const proposed = await send(by(0), "propose", target, register());
    const expiresAt = (await now(chain)) + LIFETIME;
    assert.deepEqual(events(authority, proposed, "Proposed"), [[1n, names[0], target, register(), expiresAt]]);
    await refuses("TooFewApprovals(1, 2)", by(0), "execute", 1n, target, register());
    const approved = await send(by(2), "approve", 1n, callHash(target, register()));
    assert.deepEqual(events(authority, approved, "Approved"), [[1n, names[2]]]);
    assert.deepEqual(
      [...(await read<unknown[]>(authority, "proposal", 1n))],
      [callHash(target, register()), expiresAt, 1n, 2n, false],
    );
    const executed = await send(by(1), "execute", 1n, target, register());
    assert.deepEqual(events(authority, executed, "Executed"), [[1n, names[1]]]);
    assert.equal(events(registry, executed, "DepartmentRegistered").length, 1);
    assert.equal(await read(authority, "hasApproved", 1n, names[0]), true);
    assert.equal(await read(authority, "hasApproved", 1n, names[1]), false);
  });

  it("hands on the error of a call that fails, and leaves the proposal open", async () => {
    const id = await agree(target, register());
    const again = await agree(target, register());
    await send(by(0), "execute", id, target, register());
    const data = registry.interface.encodeFunctionData("registerDepartment", ["did:web:land.example", names[1]]);
    await refuses("DepartmentAlreadyRegistered", by(0), "execute", again, target, data);
    assert.equal((await read<{ executed: boolean }>(authority, "proposal", again)).executed, false);
  });

  it("T030: lets nobody but members propose, approve and execute, and nobody at all change members directly", async () => {
    const id = await agree(target, register());
    const error = `NotMember(${await stranger.getAddress()})`;
    const outside = as(authority, stranger);
    await refuses(error, outside, "propose", target, register());
    await refuses(error, outside, "approve", id, callHash(target, register()));
    await refuses(error, outside, "execute", id, target, register());
    for (const signer of [...members, stranger]) {
      const name = await signer.getAddress();
      await refuses(`NotSelf(${name})`, as(authority, signer), "changeMembers", [name], 1n);
      await refuses(`NotGovernor(${name})`, as(registry, signer), "registerDepartment", "did:web:x.example", name);
    }
  });

  it("T030: counts a member once, and each approval for the call alone that was proposed", async () => {
    await send(by(0), "propose", target, register());
    await refuses(`AlreadyApproved(1, ${names[0]})`, by(0), "approve", 1n, callHash(target, register()));
    const other = callHash(target, change(names, 1n));
    await refuses(`WrongCall(1, ${other})`, by(1), "approve", 1n, other);
    await send(by(1), "approve", 1n, callHash(target, register()));
    await refuses(`WrongCall(1, ${other})`, by(1), "execute", 1n, target, change(names, 1n));
    await refuses(`WrongCall(1, ${callHash(address, register())})`, by(1), "execute", 1n, address, register());
  });

  it("refuses proposals that were never made, and calls to what is no contract", async () => {
    await refuses("UnknownProposal(0)", by(0), "approve", 0n, callHash(target, "0x"));
    await refuses("UnknownProposal(1)", by(0), "execute", 1n, target, "0x");
    await refusesView("UnknownProposal(1)", authority, "proposal", 1n);
    await refuses(`NoContract(${names[0]})`, by(0), "propose", names[0], "0x");
  });

  it("executes a proposal once", async () => {
    const id = await agree(target, register());
    await send(by(0), "execute", id, target, register());
    await refuses(`ProposalClosed(${id})`, by(0), "execute", id, target, register());
    await refuses(`ProposalClosed(${id})`, by(2), "approve", id, callHash(target, register()));
  });

  it("T035: closes a proposal in the second in which its time is over", async () => {
    const id = await agree(target, register());
    const { expiresAt } = await read<{ expiresAt: bigint }>(authority, "proposal", id);
    const undo = await snapshot(chain);
    await atTime(chain, expiresAt - 1n);
    await send(by(0), "execute", id, target, register());
    await undo();
    await atTime(chain, expiresAt);
    await refuses(`ProposalClosed(${id})`, by(0), "execute", id, target, register());
    await refuses(`ProposalClosed(${id})`, by(2), "approve", id, callHash(target, register()));
  });

  it("T030: changes members by its own decision, which voids what former members approved", async () => {
    const pending = await agree(target, register());
    const next = [names[0]!, await stranger.getAddress()];
    const id = await agree(address, change(next, 2n));
    const receipt = await send(by(0), "execute", id, address, change(next, 2n));
    assert.deepEqual(String(events(authority, receipt, "MembersChanged")), String([[next, 2n]]));
    assert.deepEqual([...(await read<string[]>(authority, "members"))], next);
    assert.equal(await read(authority, "generation"), 2n);
    assert.equal(await read(authority, "isMember", names[1]), false);
    assert.equal(await read(authority, "isMember", next[1]), true);
    await refuses(`NotMember(${names[1]})`, by(1), "propose", target, register());
    await refuses(`ProposalClosed(${pending})`, by(0), "execute", pending, target, register());
  });

  const refusedMembers = (): Record<string, [string, readonly string[], bigint]> => ({
    "no members": ["MemberCountOutOfRange(0)", [], 0n],
    "33 members": ["MemberCountOutOfRange(33)", Array.from({ length: 33 }, () => names[0]!), 1n],
    "a threshold of 0": ["ThresholdOutOfRange(0, 3)", names, 0n],
    "a threshold above the number of members": ["ThresholdOutOfRange(4, 3)", names, 4n],
    "a member twice": [`InvalidMember(${names[0]})`, [names[0]!, names[0]!], 1n],
    "the zero address": [`InvalidMember(0x${"00".repeat(20)})`, [`0x${"00".repeat(20)}`], 1n],
    itself: [`InvalidMember(${address})`, [address], 1n],
  });

  for (const what of [
    "no members",
    "33 members",
    "a threshold of 0",
    "a threshold above the number of members",
    "a member twice",
    "the zero address",
    "itself",
  ]) {
    it(`refuses to be made of ${what}`, async () => {
      const [error, next, threshold] = refusedMembers()[what]!;
      const id = await agree(address, change(next, threshold));
      await refuses(error, by(0), "execute", id, address, change(next, threshold));
      if (what !== "itself") {
        await assert.rejects(chain.deploy("GoverningAuthority", next, threshold), /revert/i);
      }
    });
  }
});
