import type { AlertTables } from "./tables/alerts.ts";
import type { IndexTables } from "./tables/index.ts";
import type { PortalTables } from "./tables/portal.ts";
import type { RelayTables } from "./tables/relay.ts";

/** Every table, for typed queries. Columns are snake_case as in SQL; 256-bit numbers are `numeric(78)` and come back as decimal strings. */
export type Tables = AlertTables & IndexTables & PortalTables & RelayTables;
