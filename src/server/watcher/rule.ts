import type { Chain } from "../../chain/contracts.ts";
import type { AlertKind } from "../api/alerts.ts";
import type { Store } from "../store/store.ts";
import type { Finding } from "./finding.ts";
import type { WatcherMetrics } from "./metrics.ts";
import type { WatcherSettings } from "./settings.ts";

/** Where a rule looks. */
export interface Sight {
  readonly store: Store;
  /** The node that the services use. */
  readonly chain: Chain;
  /** Other nodes of the same chain; may be none. */
  readonly secondOpinions: readonly Chain[];
  readonly settings: WatcherSettings;
  readonly metrics: WatcherMetrics;
}

/** Reads facts and judges them. Rejects when it could not look: what it saw before then stays as it is. */
export interface Rule {
  /** For logs, metrics and the alert that the rule itself failed. */
  readonly name: string;
  /** No other rule finds these. */
  readonly kinds: readonly AlertKind[];
  look(sight: Sight): Promise<readonly Finding[]>;
}
