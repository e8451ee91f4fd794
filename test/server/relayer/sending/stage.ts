import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { Registry } from "prom-client";
import { keccak256 } from "ethers";
import { holdCeremony, openElection, type OpenElection } from "../../../../scripts/bench/stage.ts";
import { simulatedBallots, type SimulatedBallot } from "../../../../scripts/bench/simulated-ballots.ts";
import { simulatedKeys, simulatedProver } from "../../../../scripts/bench/simulated.ts";
import { developmentAccount, type Account } from "../../../../src/chain/accounts.ts";
import { attach, type Chain } from "../../../../src/chain/contracts.ts";
import { readBallots } from "../../../../src/chain/election-events.ts";
import { connect } from "../../../../src/chain/provider.ts";
import { rulesFor } from "../../../../src/protocol/rule-presets.ts";
import { startSender, type Sender, type SenderOptions } from "../../../../src/server/relayer/sending/sender.ts";
import type { SenderLimits, SenderPace } from "../../../../src/server/relayer/sending/settings.ts";
import { DEFAULT_RELAYER_SETTINGS } from "../../../../src/server/relayer/settings.ts";
import { openStore } from "../../../../src/server/store/open-store.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { startTestChain, type TestChain } from "../../../chain/setup.ts";
import { nullifiersOf } from "./ballots.ts";

/** An open election on a chain of its own, whose ballots take half a millisecond to prove. */
export interface Stage {
  readonly test: TestChain;
  readonly election: OpenElection;
  ballots(count: number): SimulatedBallot[];
  rpc(method: string, ...params: unknown[]): Promise<unknown>;
  end(): Promise<void>;
}

export const PAYER = developmentAccount(8);
export const OTHER_PAYER = developmentAccount(9);

export async function openStage(): Promise<Stage> {
  const test = await startTestChain({ keys: simulatedKeys() });
  const setting = { chain: test.chain, prover: simulatedProver(), organizer: test.organizer };
  const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
  const election = await openElection(setting, {
    ceremony,
    rules: rulesFor("single", { optionCount: 4 }),
    voterCount: 3,
  });
  return {
    test,
    election,
    ballots: (count) => [...simulatedBallots({ terms: election.terms, count })],
    rpc: (method, ...params) => test.connection.provider.send(method, params) as Promise<unknown>,
    end: () => test.end(),
  };
}

export function memoryStore(): Promise<Store> {
  return openStore("memory");
}

/** Due now, whatever they were put off for. */
export async function makeDue(store: Store): Promise<void> {
  await store.database
    .updateTable("relay_entries")
    .set({ due_at: new Date(0) })
    .execute();
}

/** As the intake leaves them. */
export async function receive(
  store: Store,
  {
    election,
    ballots,
    isDue = true,
  }: { election: OpenElection; ballots: readonly { words: bigint[]; nullifier: bigint }[]; isDue?: boolean },
): Promise<string[]> {
  const rows = ballots.map(({ words, nullifier }) => ({
    id: randomUUID(),
    kind: "ballot" as const,
    target: String(election.electionId),
    nullifier: String(nullifier),
    content_hash: keccak256(
      `0x${words
        .slice(8)
        .map((word) => word.toString(16).padStart(64, "0"))
        .join("")}`,
    ),
    words: JSON.stringify(words.map(String)),
    commitment: null,
    submit_by: election.closesAt - 300,
    closes_at: election.closesAt,
    state: "received" as const,
    reason: null,
    due_at: new Date(Date.now() + (isDue ? -1_000 : 3_600_000)),
  }));
  await store.database.insertInto("relay_entries").values(rows).execute();
  return rows.map(({ id }) => id);
}

export const FAST: Partial<SenderPace> = {
  pollMs: 40,
  rebroadcastAfterMs: 300,
  lostAfterMs: 400,
  adoptEveryMs: 300,
};

export const LIMITS: SenderLimits = DEFAULT_RELAYER_SETTINGS;

const running = new Set<Sender>();

export async function startTestSender(
  stage: Stage,
  {
    store,
    account = PAYER,
    settings = {},
    ...options
  }: { store: Store; account?: Account; settings?: Partial<SenderLimits & SenderPace> } & Partial<
    Omit<SenderOptions, "settings">
  >,
): Promise<Sender> {
  const telemetry = { log: pino({ level: process.env["TEST_LOG"] ?? "silent" }), metrics: new Registry() };
  const pace = { ...LIMITS, ...FAST, ...settings };
  const sender = await startSender({ store, chain: stage.test.chain, account, telemetry, ...options, settings: pace });
  running.add(sender);
  return sender;
}

/** Those that a failed test left behind, too. */
export async function stopSenders(): Promise<void> {
  const senders = [...running];
  running.clear();
  await Promise.all(senders.map((sender) => sender.stop()));
}

/** Number of entries in each state. */
export async function states(store: Store): Promise<Record<string, number>> {
  const rows = await store.database.selectFrom("relay_entries").select(["state", "reason"]).execute();
  const counts: Record<string, number> = {};
  for (const { state, reason } of rows) {
    const name = reason === null ? state : `${state} ${reason}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

export async function until(holds: () => Promise<boolean> | boolean, what: string, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function untilStates(store: Store, expected: Record<string, number>): Promise<void> {
  let seen = "";
  await until(async () => (seen = sorted(await states(store))) === sorted(expected), sorted(expected)).catch(
    (error: unknown) => {
      throw new Error(`${(error as Error).message}, but ${seen}`);
    },
  );
}

function sorted(counts: Record<string, number>): string {
  return JSON.stringify(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Nullifiers that the chain counted, in its order. */
export async function counted({ test, election }: Stage): Promise<bigint[]> {
  return (await readBallots(test.chain, election.electionId)).map(({ nullifier }) => nullifier);
}

/** As new. */
export async function empty(store: Store): Promise<void> {
  await store.database.deleteFrom("relay_entries").execute();
  await store.database.deleteFrom("relay_submissions").execute();
  await store.database.deleteFrom("relay_accounts").execute();
}

/** Another connection to the same chain, whose answers a test may bend. */
export async function bentChain(
  { test }: Stage,
  bend: (ask: () => Promise<unknown>, method: string, params: unknown) => Promise<unknown>,
): Promise<Chain> {
  const connection = await connect({ url: test.local.url });
  const chain = await attach(connection, test.deployment);
  const { provider } = connection;
  const send = provider.send.bind(provider);
  provider.send = (method, params) => bend(() => send(method, params) as Promise<unknown>, method, params);
  return chain;
}

export async function minedNonce({ test }: Stage, account: Account = PAYER): Promise<number> {
  return await test.chain.provider.getTransactionCount(account.address, "latest");
}

/** Each of these ballots was counted, and none twice. */
export async function assertCountedOnce(stage: Stage, ballots: readonly SimulatedBallot[]): Promise<void> {
  const wanted = nullifiersOf(ballots);
  const found = (await counted(stage)).filter((nullifier) => wanted.has(nullifier));
  assert.equal(found.length, ballots.length);
  assert.equal(new Set(found).size, ballots.length);
}
