/** How a relayer works; the config file and environment may change each of these. */
export interface RelayerSettings {
  /** Entries of one transaction, 1 to 128: so many wait for one another, unless the oldest becomes due. */
  readonly batchSize: number;
  /** Each entry waits a random time from min to max, so that the chain does not tell when it came; less if others are due or a batch is full: it hides among them. */
  readonly minDelaySeconds: number;
  readonly maxDelaySeconds: number;
  /** Nothing is taken that the contract would refuse from this long on: mining takes a while. */
  readonly closingMarginSeconds: number;
  /** Entries that wait for their verification; more are told to come again. */
  readonly queueLimit: number;
  /** Proofs verified together, and how long the first of them waits for others. */
  readonly verifyBatchSize: number;
  readonly verifyWaitMs: number;
  /** Worker threads that verify. */
  readonly verifyThreads: number;
  /** How long finished entries stay after their target takes no more. */
  readonly retentionSeconds: number;
  /** Wei a gas; above it the relayer waits and advises to cast directly. */
  readonly maxFeePerGas: bigint;
  /** Wei a gas for the block's producer. */
  readonly priorityFee: bigint;
  /** A transaction that was not mined for so long is sent anew with a higher fee. */
  readonly bumpAfterSeconds: number;
  /** Wei; less in the account makes the relayer's health "degraded". */
  readonly lowBalance: bigint;
  /** Accounts, 0x… in lower case, whose elections it pays for; empty for everybody's. */
  readonly electionCreators: readonly string[];
  /** Ids, as departmentIdOf gives them, of departments whose policies it pays for; empty for all. */
  readonly policyDepartments: readonly bigint[];
}

const GWEI = 10n ** 9n;
const ETHER = 10n ** 18n;

export const DEFAULT_RELAYER_SETTINGS: RelayerSettings = {
  batchSize: 64,
  minDelaySeconds: 5,
  maxDelaySeconds: 60,
  closingMarginSeconds: 60,
  queueLimit: 4096,
  verifyBatchSize: 64,
  verifyWaitMs: 20,
  verifyThreads: 1,
  retentionSeconds: 7 * 86_400,
  maxFeePerGas: 200n * GWEI,
  priorityFee: GWEI,
  bumpAfterSeconds: 60,
  lowBalance: ETHER / 10n,
  electionCreators: [],
  policyDepartments: [],
};
