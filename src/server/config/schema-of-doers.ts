import { z } from "zod";
import { CIRCUIT_NAMES } from "../../generated/signals.ts";
import { DEFAULT_PROVER_SETTINGS as PROVER } from "../prover/settings.ts";
import { DEFAULT_RELAYER_SETTINGS as RELAYER } from "../relayer/settings.ts";
import { count, gwei } from "./values.ts";

const YEAR_SECONDS = 366 * 86_400;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const DEPARTMENT = /^did:web:[A-Za-z0-9.:%_-]{1,250}$/;
const MAX_PATRONS = 1_000;
const GWEI = 10n ** 9n;
const ETHER = 10n ** 18n;

export const relayerSchema = z.strictObject({
  account: z
    .string()
    .regex(NAME)
    .optional()
    .describe("Account of the data folder that signs and pays; the only one there unless told."),
  batchSize: count({ min: 1, max: 128 }).default(RELAYER.batchSize).describe("Entries of one transaction."),
  minDelaySeconds: count({ max: 86_400 })
    .default(RELAYER.minDelaySeconds)
    .describe(
      "Shortest wait drawn for an entry, so that the chain does not tell when it came. It goes earlier with others that are due, or once a batch is full.",
    ),
  maxDelaySeconds: count({ max: 86_400 }).default(RELAYER.maxDelaySeconds).describe("Longest wait of an entry."),
  closingMarginSeconds: count({ max: 86_400 })
    .default(RELAYER.closingMarginSeconds)
    .describe("So long before the close nothing is taken any more: mining takes a while."),
  queueLimit: count({ min: 1, max: 1_000_000 })
    .default(RELAYER.queueLimit)
    .describe("Entries that wait for their proof's check."),
  verifyBatchSize: count({ min: 1, max: 1_024 })
    .default(RELAYER.verifyBatchSize)
    .describe("Proofs that are checked together."),
  verifyWaitMs: count({ max: 10_000 })
    .default(RELAYER.verifyWaitMs)
    .describe("How long the first of them waits for others."),
  verifyThreads: count({ min: 1, max: 256 }).default(RELAYER.verifyThreads).describe("Threads that check proofs."),
  retentionSeconds: count({ max: 10 * YEAR_SECONDS })
    .default(RELAYER.retentionSeconds)
    .describe("How long finished entries stay after their target takes no more."),
  maxFeeGwei: gwei
    .default(Number(RELAYER.maxFeePerGas / GWEI))
    .describe("Above this fee a gas the relayer waits, and advises to cast directly."),
  priorityFeeGwei: gwei
    .default(Number(RELAYER.priorityFee) / Number(GWEI))
    .describe("Fee a gas for the block's producer."),
  bumpAfterSeconds: count({ min: 1, max: 86_400 })
    .default(RELAYER.bumpAfterSeconds)
    .describe("A transaction that was not mined for so long is sent anew with a higher fee."),
  lowBalance: z
    .number()
    .min(0)
    .max(1_000_000_000)
    .default(Number(RELAYER.lowBalance) / Number(ETHER))
    .describe("Coins (10^18 wei); with less in the account its health is degraded."),
  electionCreators: z
    .array(z.string().regex(ADDRESS))
    .max(MAX_PATRONS)
    .default([...RELAYER.electionCreators])
    .describe("Accounts whose elections it pays for; anybody's unless told, and anybody can create elections."),
  policyDepartments: z
    .array(z.string().regex(DEPARTMENT))
    .max(MAX_PATRONS)
    .default([])
    .describe("Departments, by did:web:…, whose policies' attestations and enrolments it pays for; all unless told."),
});

export const proverSchema = z.strictObject({
  remote: z
    .boolean()
    .default(false)
    .describe("Lets others than this machine reach the prover. It sees their secrets: read docs/services.md first."),
  warm: z
    .array(z.enum(CIRCUIT_NAMES))
    .default([...PROVER.warm])
    .describe("Circuits that are loaded before the service is ready."),
  threads: count({ max: 256 })
    .default(PROVER.threads)
    .describe("Threads that prove; 0 for as many as there are cores."),
  concurrent: count({ min: 1, max: 64 }).default(PROVER.concurrent).describe("Proofs under way at a time."),
  heapMb: count({ min: 64, max: 65_536 })
    .default(PROVER.heapMb)
    .describe("Largest JavaScript heap of a thread, in MiB."),
  queueLimit: count({ min: 1, max: 100_000 }).default(PROVER.queueLimit).describe("Proofs that wait."),
  perCaller: count({ min: 1, max: 100_000 })
    .default(PROVER.perCaller)
    .describe("Proofs of one caller that wait, are under way or are kept."),
  resultLimit: count({ min: 1, max: 100_000 })
    .default(PROVER.resultLimit)
    .describe("Finished proofs that wait to be fetched."),
  resultSeconds: count({ min: 1, max: 600 }).default(PROVER.resultSeconds).describe("How long each of them does."),
  timeoutSeconds: count({ min: 1, max: 3_600 })
    .default(PROVER.timeoutSeconds)
    .describe("A proof that takes longer is ended."),
  verifyLimit: count({ min: 1, max: 100_000 }).default(PROVER.verifyLimit).describe("Verifications that wait."),
});
