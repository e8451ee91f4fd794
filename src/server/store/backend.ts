import type { Dialect } from "kysely";
import type { ConstructorOptions } from "pg-boss";

/** What differs between PostgreSQL in this process and a server; all else is the same SQL. */
export interface Backend {
  readonly kind: "embedded" | "server";
  readonly dialect: Dialect;
  /** Where pg-boss keeps its jobs: the same database. */
  readonly boss: ConstructorOptions;
  /** After the last query. */
  close(): Promise<void>;
}
