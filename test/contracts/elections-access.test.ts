import assert from "node:assert/strict";
import type { BaseContract, Signer } from "ethers";
import { as, atTime, mineAt, openChain, read, refuses, send, snapshot, type Chain } from "./support/chain.ts";
import { holdCeremony, type CeremonyPlan } from "./support/ceremony.ts";
import {
  aggregateC1,
  ballotWords,
  castBallots,
  configFor,
  createElection,
  partialDecryption,
  passKeyTests,
  plainCount,
  type BallotInput,
  type ElectionPlan,
} from "./support/election.ts";
import { opcodes } from "./support/opcodes.ts";
import { deploySystem, type System } from "./support/system.ts";

const PHASES = ["Setup", "Voting", "Opening", "Opened", "Failed", "Cancelled"] as const;
type Phase = (typeof PHASES)[number];

const BALLOT: BallotInput = { voter: "first", values: [1, 0, 0] };
const NEXT: BallotInput = { voter: "second", values: [0, 1, 0] };

/** In which phase each function works, and for whom. Elsewhere it refuses, and changes nothing. */
const MATRIX = {
  cancelElection: { phase: "Setup", roles: ["creator"] },
  submitKeyTest: { phase: "Setup", roles: ["creator", "trustee", "voter", "registrar", "stranger"] },
  cast: { phase: "Voting", roles: ["creator", "trustee", "voter", "registrar", "stranger"] },
  submitPartialDecryption: { phase: "Opening", roles: ["creator", "trustee", "voter", "registrar", "stranger"] },
  publishResult: { phase: "Opening", roles: ["creator", "trustee", "voter", "registrar", "stranger"] },
} as const satisfies Record<string, { phase: Phase; roles: readonly string[] }>;
type FunctionName = keyof typeof MATRIX;

describe("Elections: who may do what, and when", () => {
  let chain: Chain;
  let system: System;
  let elections: BaseContract;
  let ceremony: CeremonyPlan;
  let plan: ElectionPlan;
  let roles: Record<string, Signer>;
  let reach: Record<Phase, () => Promise<void>>;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
    elections = system.elections;
    ceremony = await holdCeremony(system, { threshold: 2, trusteeCount: 3 });
    const [creator, trustee] = chain.signers;
    roles = {
      creator: creator!,
      trustee: trustee!,
      voter: chain.signers[10]!,
      registrar: chain.signers[11]!,
      stranger: chain.signers[12]!,
    };
    plan = await createElection(system, ceremony);
    const opening = async (): Promise<void> => {
      await voting();
      await castBallots(system, plan, [BALLOT]);
      await mineAt(chain, plan.config.closesAt);
      for (const index of [1, 2]) {
        const { partials, proof } = await partialOf(index);
        await send(elections, "submitPartialDecryption", plan.id, index, partials, proof);
      }
    };
    const voting = async (): Promise<void> => {
      await passKeyTests(system, plan);
      await mineAt(chain, plan.config.opensAt);
    };
    reach = {
      Setup: () => Promise.resolve(),
      Voting: voting,
      Opening: opening,
      Opened: async () => {
        await opening();
        await send(elections, ...(await callOf("publishResult")));
      },
      Failed: () => mineAt(chain, plan.config.opensAt),
      Cancelled: async () => {
        await send(elections, "cancelElection", plan.id);
      },
    };
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const partialOf = async (index: number) =>
    partialDecryption(system, plan, { index, c1: await aggregateC1(system, plan) });

  /** A call that is right in every way but, perhaps, its sender and its time. */
  const callOf = async (name: FunctionName): Promise<[string, ...unknown[]]> => {
    switch (name) {
      case "cancelElection":
        return [name, plan.id];
      case "submitKeyTest": {
        const c1 = [...(await read<bigint[]>(elections, "keyTestCiphertext", plan.id))];
        const { partials, proof } = await partialDecryption(system, plan, { index: 3, c1 });
        return [name, plan.id, 3, partials, proof];
      }
      case "cast":
        return [name, plan.id, ballotWords(plan, NEXT)];
      case "submitPartialDecryption": {
        const { partials, proof } = await partialOf(3);
        return [name, plan.id, 3, partials, proof];
      }
      case "publishResult": {
        const all = [await partialOf(1), await partialOf(2)].flatMap(({ partials }) => partials);
        return [name, plan.id, plainCount(plan, [BALLOT]), [1, 2], all];
      }
    }
  };

  for (const phase of PHASES) {
    for (const name of Object.keys(MATRIX) as FunctionName[]) {
      const { phase: right, roles: allowed } = MATRIX[name];
      const title = phase === right ? `${name} works for ${allowed.join(", ")} alone` : `nobody can ${name}`;
      it(`T030: in ${phase} ${title}`, async () => {
        await reach[phase]();
        const call = await callOf(name);
        for (const [role, signer] of Object.entries(roles)) {
          const undo = await snapshot(chain);
          const contract = as(elections, signer);
          if (phase !== right) {
            await refuses(`WrongPhase(${PHASES.indexOf(phase)}, ${PHASES.indexOf(right)})`, contract, ...call);
          } else if ((allowed as readonly string[]).includes(role)) {
            await send(contract, ...call);
          } else {
            await refuses(`NotCreator(${await signer.getAddress()})`, contract, ...call);
          }
          await undo();
        }
      });
    }
  }

  it("T032: has no function that changes an election but these, and no owner, upgrade or second start", async () => {
    const changing: string[] = [];
    elections.interface.forEachFunction(({ name, stateMutability }) => {
      if (stateMutability !== "view" && stateMutability !== "pure") changing.push(name);
    });
    assert.deepEqual(changing.sort(), ["createElection", ...Object.keys(MATRIX)].sort());
    const code = (await chain.request("eth_getCode", await elections.getAddress(), "latest")) as string;
    assert.equal(opcodes(code).has(0xf4), false, "no DELEGATECALL");
    assert.equal(opcodes(code).has(0xff), false, "no SELFDESTRUCT");
  });

  it("T030: nothing that happens changes configuration, roll, key or creator of an election", async () => {
    const fixed = async (): Promise<unknown[]> => {
      const stored = await read<{ toArray(deep: boolean): unknown[] }>(elections, "election", plan.id);
      const [config, creator, capacity, , , , , , root, key] = stored.toArray(true);
      return [config, creator, capacity, root, key, await read(elections, "scope", plan.id)];
    };
    const start = await fixed();
    await reach.Opened();
    await createElection(system, ceremony);
    await holdCeremony(system, { threshold: 2, trusteeCount: 2, label: "another" });
    assert.deepEqual(await fixed(), start);
  });

  it("T035: votes from opensAt up to the second before closesAt", async () => {
    await passKeyTests(system, plan);
    const { opensAt, closesAt, resultBy } = plan.config;
    const vote = ballotWords(plan, NEXT);
    const table: [bigint, string | undefined][] = [
      [opensAt - 1n, "WrongPhase(0, 1)"],
      [opensAt, undefined],
      [opensAt + 1n, undefined],
      [closesAt - 1n, undefined],
      [closesAt, "WrongPhase(2, 1)"],
      [closesAt + 1n, "WrongPhase(2, 1)"],
      [resultBy, "WrongPhase(4, 1)"],
    ];
    for (const [seconds, refusal] of table) {
      const undo = await snapshot(chain);
      await atTime(chain, seconds);
      if (refusal === undefined) await send(elections, "cast", plan.id, vote);
      else await refuses(refusal, elections, "cast", plan.id, vote);
      await undo();
    }
  });

  it("T035: opens from closesAt up to the second before resultBy, and fails from resultBy on", async () => {
    await passKeyTests(system, plan);
    await mineAt(chain, plan.config.opensAt);
    await castBallots(system, plan, [BALLOT]);
    const { closesAt, resultBy } = plan.config;
    const { partials, proof } = await partialOf(1);
    const call: [string, ...unknown[]] = ["submitPartialDecryption", plan.id, 1, partials, proof];
    for (const [seconds, refusal] of [
      [closesAt - 1n, "WrongPhase(1, 2)"],
      [closesAt, undefined],
      [resultBy - 1n, undefined],
      [resultBy, "WrongPhase(4, 2)"],
    ] as const) {
      const undo = await snapshot(chain);
      await atTime(chain, seconds);
      if (refusal === undefined) await send(elections, ...call);
      else await refuses(refusal, elections, ...call);
      await undo();
    }
    await mineAt(chain, closesAt);
    for (const index of [1, 2]) {
      const { partials: words, proof: proven } = await partialOf(index);
      await send(elections, "submitPartialDecryption", plan.id, index, words, proven);
    }
    const publish = await callOf("publishResult");
    const late = await snapshot(chain);
    await atTime(chain, resultBy);
    await refuses("WrongPhase(4, 2)", elections, ...publish);
    await late();
    await atTime(chain, resultBy - 1n);
    await send(elections, ...publish);
    await mineAt(chain, resultBy + 1n);
    assert.equal(await read(elections, "phase", plan.id), 3n);
  });

  it("T035: tests keys and cancels up to the second before opensAt", async () => {
    const { opensAt } = plan.config;
    for (const name of ["submitKeyTest", "cancelElection"] as const) {
      const call = await callOf(name);
      const undo = await snapshot(chain);
      await atTime(chain, opensAt - 1n);
      await send(elections, ...call);
      await undo();
      const again = await snapshot(chain);
      await atTime(chain, opensAt);
      await refuses("WrongPhase(4, 0)", elections, ...call);
      await again();
    }
  });

  it("T030: anyone creates elections, rolls and ceremonies, each without power over others'", async () => {
    const config = await configFor(system, ceremony);
    for (const signer of Object.values(roles)) {
      await send(as(elections, signer), "createElection", config);
      await send(as(system.rolls, signer), "publishRoll", 7n, 1n, 1n, `0x${"01".repeat(32)}`);
    }
    assert.equal(await read(elections, "electionCount"), plan.id + 5n);
  });
});
