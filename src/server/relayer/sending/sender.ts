import { formatEther } from "ethers";
import { connectAccount, type Account } from "../../../chain/accounts.ts";
import type { Chain } from "../../../chain/contracts.ts";
import { askAgain } from "../../../chain/sending/ask-again.ts";
import { offerFee } from "../../../chain/sending/fees.ts";
import { isPsephosError } from "../../../errors.ts";
import { describeFailure } from "../../http/describe-failure.ts";
import type { PartHealth } from "../../part.ts";
import type { Store } from "../../store/store.ts";
import type { StepListener, Telemetry } from "../../telemetry.ts";
import { factsReader, requireChainId, type ChainFacts } from "./chain-facts.ts";
import { deleteFinished, waitingGroups } from "./entries.ts";
import { follow } from "./follow.ts";
import { gasModel } from "./gas.ts";
import { giveUp } from "./give-up.ts";
import { metersIn } from "./meters.ts";
import { repeat } from "./repeat.ts";
import { sendBatches } from "./send-batches.ts";
import { emptyNotes, type Hold, type Sending } from "./sending.ts";
import { DEFAULT_PACE, type SenderLimits, type SenderPace } from "./settings.ts";
import { deleteOrphans, inFlight, openSubmissions, otherAccounts } from "./submissions.ts";
import { watchMined } from "./watch-mined.ts";

export interface SenderOptions {
  readonly store: Store;
  readonly chain: Chain;
  /** Other nodes of the same chain: nothing is final, and nothing refused, unless they agree. */
  readonly secondOpinions?: readonly Chain[];
  /** Pays, and signs. Several processes may share one. */
  readonly account: Account;
  readonly settings: SenderLimits & Partial<SenderPace>;
  readonly telemetry: Telemetry;
  readonly onStep?: StepListener;
}

export interface SenderInfo {
  /** Checksummed. */
  readonly address: string;
  /** Wei; undefined while the chain does not answer. */
  readonly balance: bigint | undefined;
  /** Used by mined transactions. */
  readonly nonce: number | undefined;
  /** Entries that wait for a transaction. */
  readonly queueLength: number;
  /** "cast-directly": entries are kept, but whoever is in a hurry should not wait for them to be sent. */
  readonly advice: "relay" | "cast-directly";
  /** Why not to wait. */
  readonly reason: Hold | "chain-trouble" | undefined;
}

/** Sends what was received, and follows it until it is final. */
export interface Sender {
  /** Ends the present step; what is in flight goes on from the store at the next start, here or elsewhere. */
  stop(): Promise<void>;
  health(): Promise<PartHealth>;
  info(): Promise<SenderInfo>;
  /** New entries came: looks now. */
  wake(): void;
}

/** Of a ballot with room for two options. */
const WORDS_OF_SMALLEST = 17;
const CLEANING_EVERY_MS = 60_000;
/** Somebody has to act; a fee above the limit falls by itself. */
const FAILING = new Set<SenderInfo["reason"]>(["wallet-empty", "block-too-small", "chain-trouble"]);
/** So many failures in a row are more than a hiccup. */
const MANY_FAILURES = 3;

/** Refuses a chain that is not the deployment's, and an account that everybody knows. */
export async function startSender(options: SenderOptions): Promise<Sender> {
  const sending = await prepareSending(options);
  const trouble = { sending: 0, following: 0, code: "" };
  const onFailure = (loop: "sending" | "following") => (error: unknown) => {
    trouble[loop] += 1;
    trouble.code = isPsephosError(error) ? error.code : "UNEXPECTED";
    const { code } = trouble;
    // Without messages: those of libraries quote addresses of nodes, and what they could not read.
    sending.log.warn({ loop, code, failures: trouble[loop], failure: describeFailure(error) }, "trouble");
  };
  const everyMs = sending.settings.pollMs;
  const sendingLoop = repeat({
    work: () => sendBatches(sending),
    everyMs,
    onFailure: onFailure("sending"),
    onSuccess: () => (trouble.sending = 0),
  });
  const followingLoop = repeat({
    work: followingWork(sending),
    everyMs,
    onFailure: onFailure("following"),
    onSuccess: () => (trouble.following = 0),
  });
  return {
    wake: () => sendingLoop.wake(),
    stop: async () => {
      await Promise.all([sendingLoop.stop(), followingLoop.stop()]);
    },
    info: () => senderInfo(sending, trouble.sending + trouble.following),
    health: () => senderHealth(sending, trouble),
  };
}

async function prepareSending(options: SenderOptions): Promise<Sending> {
  const { store, chain, secondOpinions = [], account, telemetry, onStep = () => undefined } = options;
  requireChainId(chain, await chainIdOf(chain));
  for (const other of secondOpinions) {
    // One that is silent keeps nothing from being taken; until it speaks nothing is called final.
    const id = await chainIdOf(other).catch((error: unknown) => {
      if (isPsephosError(error) && error.exitClass === "environment") return undefined;
      throw error;
    });
    if (id !== undefined) requireChainId(chain, id);
  }
  connectAccount(account, chain);
  const address = account.address.toLowerCase();
  return {
    store,
    chain,
    secondOpinions,
    account,
    address,
    settings: { ...DEFAULT_PACE, ...options.settings },
    log: telemetry.log.child({ part: "relayer", account: address }),
    onStep,
    facts: factsReader(chain, address),
    gas: gasModel(),
    meters: metersIn(telemetry.metrics),
    notes: emptyNotes(),
  };
}

async function chainIdOf({ provider }: Chain): Promise<number> {
  return Number(await askAgain(() => provider.send("eth_chainId", []) as Promise<string>));
}

/** Own transactions at every look; from time to time those of other accounts, and what is over for long. */
function followingWork(sending: Sending): () => Promise<boolean> {
  const { store, address, settings } = sending;
  let [adoptedAt, cleanedAt] = [-Infinity, -Infinity];
  return async () => {
    const facts = await sending.facts.fresh();
    sending.meters.balance.set(Number(formatEther(facts.balance)));
    const mined = [...(await follow(sending, address))];
    if (performance.now() - adoptedAt >= settings.adoptEveryMs) {
      adoptedAt = performance.now();
      for (const account of await otherAccounts(store.database, address)) {
        mined.push(...(await follow(sending, account)));
      }
    }
    await watchMined(sending, mined);
    await giveUp(sending);
    if (performance.now() - cleanedAt >= CLEANING_EVERY_MS) {
      cleanedAt = performance.now();
      const { retentionSeconds } = settings;
      await deleteFinished(store.database, { chainTime: facts.head.timestamp, retentionSeconds });
      await deleteOrphans(store.database);
    }
    return false;
  };
}

async function senderInfo(sending: Sending, failures: number): Promise<SenderInfo> {
  const groups = await waitingGroups(sending.store.database);
  const facts = await sending.facts.recent().catch(() => undefined);
  const reason = facts === undefined || failures >= MANY_FAILURES ? "chain-trouble" : holdBecauseOf(sending, facts);
  return {
    address: sending.account.address,
    balance: facts?.balance,
    nonce: facts?.minedNonce,
    queueLength: groups.reduce((sum, { waiting }) => sum + waiting, 0),
    advice: reason === undefined ? "relay" : "cast-directly",
    reason,
  };
}

/** What would keep even a single ballot from being sent now, whether or not one waits. */
function holdBecauseOf({ gas, settings, notes }: Sending, { market, balance, head }: ChainFacts): Hold | undefined {
  const fee = offerFee(market, settings);
  if (fee === undefined) return "fee-above-limit";
  const gasLimit = gas.limitFor({ kind: "ballot", words: WORDS_OF_SMALLEST, count: 1 });
  if (head.gasLimit < gasLimit) return "block-too-small";
  return balance < gasLimit * fee.maxFeePerGas ? "wallet-empty" : notes.hold;
}

async function senderHealth(
  sending: Sending,
  trouble: { sending: number; following: number; code: string },
): Promise<PartHealth> {
  const { notes, settings, store, address } = sending;
  const failures = Math.max(trouble.sending, trouble.following);
  const info = await senderInfo(sending, failures);
  const flying = await inFlight(store.database, address);
  const open = await openSubmissions(store.database, address);
  const isLow = info.balance !== undefined && info.balance < settings.lowBalance;
  const isFailing = notes.doubt === "contradicted" || FAILING.has(info.reason);
  const isDegraded = info.reason !== undefined || notes.doubt !== undefined || isLow || failures > 0;
  return {
    state: isFailing ? "failing" : isDegraded ? "degraded" : "ok",
    detail: {
      account: info.address,
      balanceWei: String(info.balance ?? "unknown"),
      balanceLow: isLow,
      waiting: info.queueLength,
      inFlight: flying.count,
      notFinal: open.length - flying.count,
      ...(info.reason === undefined ? {} : { holdsBecause: info.reason }),
      ...(notes.doubt === undefined ? {} : { secondOpinions: notes.doubt }),
      ...(failures === 0 ? {} : { failures, lastFailure: trouble.code }),
    },
  };
}
