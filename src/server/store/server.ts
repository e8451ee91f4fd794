import { PostgresDialect } from "kysely";
import pg from "pg";
import type { Backend } from "./backend.ts";
import { PARSERS } from "./types.ts";

export interface ServerOptions {
  /** May hold a password: it is in no message, and nothing keeps it but the driver. */
  readonly url: string;
  /** Connections, of the queries and of the jobs: at least two. */
  readonly poolSize: number;
  /** Told of a connection that broke; the pool opens another, and whoever used it is told by its query. */
  readonly onLost: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;

export function openServer({ url, poolSize, onLost }: ServerOptions): Backend {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    max: poolSize,
    application_name: "psephos",
    types: { getTypeParser },
  });
  // Without a listener a connection that dies would end the process: idle ones tell the pool, those in use only themselves.
  pool.on("error", onLost);
  pool.on("connect", (client) => client.on("error", onLost));
  return {
    kind: "server",
    dialect: new PostgresDialect({ pool }),
    // Over connections of its own pg-boss has some without a listener for errors: one that is cut then ends the process.
    boss: { db: { executeSql: (text, values) => pool.query(text, values) } },
    close: () => Promise.resolve(),
  };
}

const textParserOf = pg.types.getTypeParser as (type: number) => (text: string) => unknown;

/** All values come as text: nothing asks for binary ones. */
function getTypeParser(type: number): (text: string) => unknown {
  return PARSERS[type] ?? textParserOf(type);
}
