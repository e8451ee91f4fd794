import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { as, atTime, events, now, openChain, readFields, send, type Chain, type Receipt } from "./support/chain.ts";
import {
  REASON,
  TRUST_ROOT,
  attestItem,
  deployRegistries,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  withdrawalOf,
  word,
  type PolicyPlan,
  type Registries,
} from "./support/registries.ts";
import { scalarOf } from "../../scripts/bench/simulated.ts";

const HOLDERS = ["a", "b", "c", "d"];
const STEPS = 250;

interface Entry {
  provenAt: bigint;
  attestedAt: bigint;
  expiresAt: bigint;
  withdrawn: boolean;
  revoked: boolean;
}

const NOTHING: Entry = { provenAt: 0n, attestedAt: 0n, expiresAt: 0n, withdrawn: false, revoked: false };

/** The rules of attestations once more, as plainly as they can be said: books that the contract must agree with after every call. */
class Books {
  readonly entries = new Map<string, Entry>();
  readonly #policies: readonly PolicyPlan[];

  constructor(policies: readonly PolicyPlan[]) {
    this.#policies = policies;
  }

  of(policyIndex: number, holder: string): Entry {
    return this.entries.get(`${policyIndex} ${holder}`) ?? NOTHING;
  }

  /** How many of the presentations count. */
  attest(policyIndex: number, items: readonly { holder: string; made: bigint; age: bigint }[], time: bigint): number {
    const { lapses, validity, maxStatusAge } = this.#policies[policyIndex]!.terms;
    let accepted = 0;
    for (const { holder, made, age } of items) {
      const entry = this.of(policyIndex, holder);
      if (entry.revoked || made <= entry.provenAt) continue;
      const ends = [time + validity, ...(lapses ? [time - age + maxStatusAge] : [])];
      const expiresAt = ends.reduce((least, end) => (end < least ? end : least));
      this.#write(policyIndex, holder, { ...NOTHING, provenAt: made, attestedAt: time, expiresAt });
      accepted++;
    }
    return accepted;
  }

  withdraw(policyIndex: number, holder: string, time: bigint): boolean {
    const entry = this.of(policyIndex, holder);
    if (entry.attestedAt === 0n || entry.withdrawn) return false;
    this.#write(policyIndex, holder, { ...entry, provenAt: time, withdrawn: true });
    return true;
  }

  revoke(policyIndex: number, holder: string): boolean {
    const entry = this.of(policyIndex, holder);
    const { revocable } = this.#policies[policyIndex]!.terms;
    if (!revocable || entry.attestedAt === 0n || entry.revoked) return false;
    this.#write(policyIndex, holder, { ...entry, revoked: true });
    return true;
  }

  #write(policyIndex: number, holder: string, entry: Entry): void {
    this.entries.set(`${policyIndex} ${holder}`, entry);
  }
}

describe("AttestationRegistry at random", () => {
  let chain: Chain;
  let registries: Registries;
  let attestations: BaseContract;
  let policies: PolicyPlan[];
  let books: Books;
  let time: bigint;
  const happened = new Map<string, number>();

  /** 0 to count − 1; the same in every run. */
  let drawn = 0;
  const draw = (count: number): number => Number(scalarOf(`draw ${drawn++}`) % BigInt(count));

  before(async () => {
    chain = await openChain();
    registries = await deployRegistries({ chain });
    attestations = registries.attestations;
    policies = [
      await publishPolicy(registries, { validity: 400n, maxStatusAge: 600n }),
      await publishPolicy(registries, {
        policyHash: word("second"),
        validity: 900n,
        maxStatusAge: 600n,
        lapses: true,
        revocable: false,
      }),
    ];
    books = new Books(policies);
    time = (await now(chain)) + 1000n;
  });

  it("T041: agrees with books kept by the plain rules after every one of many calls", async () => {
    await send(registries.issuers, "supersede", word("old root"), time);
    const oldRootAt = time;
    for (let step = 0; step < STEPS; step++) {
      time += BigInt(1 + draw(step % 20 === 0 ? 300 : 40));
      const index = draw(policies.length);
      const policy = policies[index]!;
      const holder = HOLDERS[draw(HOLDERS.length)]!;
      await atTime(chain, time);
      switch (draw(4)) {
        case 0:
        case 1: {
          const items = Array.from({ length: 1 + draw(4) }, () => {
            const isOld = draw(3) === 0 && time - oldRootAt <= 600n;
            return {
              holder: HOLDERS[draw(HOLDERS.length)]!,
              made: time - BigInt(draw(200)),
              age: isOld ? time - oldRootAt : 0n,
              trustRoot: isOld ? word("old root") : TRUST_ROOT,
            };
          });
          const words = items.flatMap(({ made, ...item }) => attestItem(registries, policy, { ...item, now: made }));
          const accepted = books.attest(index, items, time);
          const receipt = await attempt(attestations, "attest", policy.id, words);
          const told = receipt === undefined ? 0 : events(attestations, receipt, "Attested").length;
          assert.equal(told, accepted);
          note("attest", accepted > 0);
          break;
        }
        case 2: {
          const { provenAt } = books.of(index, holder);
          const proof = provePseudonym(policy, holder, withdrawalOf(registries, policy, provenAt));
          const done = books.withdraw(index, holder, time);
          const receipt = await attempt(attestations, "withdraw", policy.id, pseudonymOf(policy, holder), proof);
          assert.equal(receipt !== undefined, done);
          note("withdraw", done);
          break;
        }
        default: {
          // Seldom, or all would be revoked soon.
          if (draw(8) !== 0) break;
          const done = books.revoke(index, holder);
          const contract = as(attestations, registries.department);
          const receipt = await attempt(contract, "revoke", policy.id, pseudonymOf(policy, holder), REASON);
          assert.equal(receipt !== undefined, done);
          note("revoke", done);
        }
      }
      await compare();
    }
    // The sequence says something: each kind of call both worked and was refused.
    for (const name of ["attest", "withdraw", "revoke"]) {
      for (const outcome of ["done", "refused"])
        assert.ok((happened.get(`${name} ${outcome}`) ?? 0) > 0, `${name} ${outcome}`);
    }
  });

  function note(name: string, done: boolean): void {
    const key = `${name} ${done ? "done" : "refused"}`;
    happened.set(key, (happened.get(key) ?? 0) + 1);
  }

  async function compare(): Promise<void> {
    const at = await now(chain);
    for (const [index, policy] of policies.entries()) {
      for (const holder of HOLDERS) {
        const entry = books.of(index, holder);
        const pseudonym = pseudonymOf(policy, holder);
        const recorded = await readFields(attestations, "attestation", policy.id, pseudonym);
        assert.deepEqual(recorded, Object.values(entry));
        const valid = at < entry.expiresAt && !entry.withdrawn && !entry.revoked;
        assert.equal(await attestations.getFunction("isValid").staticCall(policy.id, pseudonym), valid);
      }
    }
  }

  /** The receipt, or undefined if the contract refused. */
  async function attempt(contract: BaseContract, name: string, ...args: unknown[]): Promise<Receipt | undefined> {
    try {
      return await send(contract, name, ...args);
    } catch (error) {
      assert.match(String(error), /NothingAccepted|NotAttested|AlreadyWithdrawn|AlreadyRevoked|NotRevocable/);
      return undefined;
    }
  }
});
