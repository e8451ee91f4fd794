import type { Chain } from "../../../chain/contracts.ts";
import { readElection, readElectionCount, type ElectionRecord } from "../../../chain/elections.ts";
import { read } from "../../../chain/contracts.ts";
import { readEnrolment, type EnrolmentRecord } from "../../../chain/enrolments.ts";
import { readTrustAge } from "../../../chain/issuers.ts";
import { readPolicy, readPolicyCount, type PolicyRecord } from "../../../chain/policies.ts";
import { latestTime } from "../../../chain/time.ts";
import { PsephosError } from "../../../errors.ts";
import type { BallotTerms } from "../../../protocol/ballot.ts";
import type { RollRoot } from "../../../protocol/roll.ts";
import { unpackRules } from "../../../protocol/rules.ts";
import { electionScope, type ElectionPlace } from "../../../protocol/scope.ts";
import type { RelayerSettings } from "../settings.ts";
import { Cache } from "./cache.ts";

const KEEP_MS = 1_000;
/** Of answers that must be newer, which anybody can cause. */
const FRESH_MS = 100;

/** An election with what every ballot of it is checked against. */
export interface ElectionTarget {
  readonly record: ElectionRecord;
  readonly place: ElectionPlace;
  readonly terms: BallotTerms;
}

/** For whom this relayer pays; empty for everybody. */
export type PaidFor = Pick<RelayerSettings, "electionCreators" | "policyDepartments">;

/** What the chain says of elections, policies and enrolments; at most a second old, so that junk does not reach the node. */
export class Targets {
  readonly chain: Chain;
  readonly #cache = new Cache(KEEP_MS);
  readonly #fresh = new Cache(FRESH_MS);

  readonly #paidFor: PaidFor;

  constructor(chain: Chain, paidFor: PaidFor = { electionCreators: [], policyDepartments: [] }) {
    this.chain = chain;
    this.#paidFor = paidFor;
  }

  /** Of the newest block, unix seconds. */
  now(): Promise<number> {
    return this.#cache.get("now", () => latestTime(this.chain));
  }

  /** Chain time that is not before `at`, unless the chain itself has not come so far. */
  async nowFrom(at: bigint): Promise<number> {
    const now = await this.now();
    return at <= BigInt(now) ? now : this.#fresh.get("now", () => latestTime(this.chain));
  }

  async election(electionId: bigint): Promise<ElectionTarget> {
    await this.#requireKnown({ what: "election", id: electionId, count: () => readElectionCount(this.chain) });
    const target = await this.#cache.get(`election ${electionId}`, async () => {
      const record = await readElection(this.chain, electionId);
      const { chainId, deployment } = this.chain;
      const place = { chainId: BigInt(chainId), contract: deployment.addresses.elections.toLowerCase(), electionId };
      return { record, place, terms: termsOf(record, place) };
    });
    requirePaid(this.#paidFor.electionCreators, target.record.creator.toLowerCase(), `election ${electionId}`);
    return target;
  }

  async policy(policyId: bigint): Promise<PolicyRecord> {
    await this.#requireKnown({ what: "policy", id: policyId, count: () => readPolicyCount(this.chain) });
    const record = await this.#cache.get(`policy ${policyId}`, () => readPolicy(this.chain, policyId));
    requirePaid(this.#paidFor.policyDepartments, record.terms.departmentId, `policy ${policyId}`);
    return record;
  }

  async enrolment(enrolmentId: bigint): Promise<EnrolmentRecord> {
    const contract = this.chain.contracts.enrolments;
    const count = (): Promise<bigint> => read({ contract, name: "enrolmentCount" });
    await this.#requireKnown({ what: "enrolment", id: enrolmentId, count });
    return this.#cache.get(`enrolment ${enrolmentId}`, () => readEnrolment(this.chain, enrolmentId));
  }

  /** Seconds since another root took its place; refused if the registry does not know it. */
  trustAge(root: bigint): Promise<number> {
    return this.#cache.get(`root ${root}`, () => readTrustAge(this.chain, root));
  }

  /** One question for all ids: whoever makes ids up costs the node nothing. */
  async #requireKnown({ what, id, count }: { what: string; id: bigint; count: () => Promise<bigint> }): Promise<void> {
    if (id > 0n && id <= (await this.#cache.get(`${what} count`, count))) return;
    throw new PsephosError("NOT_FOUND", `There is no ${what} ${id} on this chain. Look at the number.`);
  }
}

function requirePaid<Patron>(patrons: readonly Patron[], patron: Patron, what: string): void {
  if (patrons.length === 0 || patrons.includes(patron)) return;
  throw new PsephosError(
    "NOT_RELAYED",
    `This relayer does not pay for ${what}. Send it directly, or through another relayer.`,
  );
}

function termsOf({ rollRoot, config, electionKey }: ElectionRecord, place: ElectionPlace): BallotTerms {
  return {
    rollRoot: rollRoot as RollRoot,
    scope: electionScope(place),
    rules: unpackRules(config.rules),
    electionKey,
  };
}
