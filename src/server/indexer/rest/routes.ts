import type { Deployment } from "../../../chain/deployments.ts";
import type { Route } from "../../http/route.ts";
import type { Store } from "../../store/store.ts";
import { aboutRoutes } from "./about.ts";
import { attestationRoutes } from "./attestations.ts";
import { auditTrailRoutes } from "./audit-trail.ts";
import { ballotRoutes } from "./ballots.ts";
import { ceremonyRoutes } from "./ceremonies.ts";
import { changeRoutes } from "./changes.ts";
import { departmentRoutes } from "./departments.ts";
import { electionRoutes } from "./elections.ts";
import { enrolmentRoutes } from "./enrolments.ts";
import { issuerKeyRoutes } from "./issuer-keys.ts";
import { logRoutes } from "./logs.ts";
import { policyRoutes } from "./policies.ts";
import { receiptRoutes } from "./receipts.ts";
import { resultRoutes } from "./results.ts";
import { rollRoutes } from "./rolls.ts";

export interface RecordRoutesOptions {
  readonly store: Store;
  /** Whose events the index holds. */
  readonly deployment: Deployment;
  /** Of this program. */
  readonly version: string;
  /** How often streams look for what is new. */
  readonly pollMs?: number;
}

const POLL_MS = 1_000;

/** Everything that the index answers. It reads the tables alone, so it runs beside an indexer or without one, on the same database. */
export function recordRoutes({ pollMs = POLL_MS, ...options }: RecordRoutesOptions): readonly Route[] {
  return [
    ...aboutRoutes(options),
    ...electionRoutes(options),
    ...resultRoutes(options),
    ...ballotRoutes(options),
    ...receiptRoutes(options),
    ...ceremonyRoutes(options),
    ...rollRoutes(options),
    ...departmentRoutes(options),
    ...issuerKeyRoutes(options),
    ...policyRoutes(options),
    ...attestationRoutes(options),
    ...enrolmentRoutes(options),
    ...logRoutes(options),
    ...auditTrailRoutes(options),
    ...changeRoutes({ ...options, pollMs }),
  ];
}
