import type { AttestationTables } from "./index/attestations.ts";
import type { ChainTables } from "./index/chain.ts";
import type { ElectionTables } from "./index/elections.ts";
import type { IssuerTables } from "./index/issuers.ts";
import type { LogTables } from "./index/logs.ts";
import type { ProgressTables } from "./index/progress.ts";

/** What the indexer keeps. */
export type IndexTables = AttestationTables & ChainTables & ElectionTables & IssuerTables & LogTables & ProgressTables;
