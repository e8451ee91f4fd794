import type { Selectable } from "kysely";
import type { AuditRole, AuditSubject } from "../../../api/audit-trail.ts";
import type { IndexTables } from "../../../store/tables/index.ts";
import type { JsonArguments } from "../json-arguments.ts";

/** Tables that hold one row for each event of a kind. */
export type TypedTable = Exclude<keyof IndexTables, "blocks" | "events" | `index_${string}` | `${string}_states`>;

/** A row without its place on the chain. */
export type Values<Table extends TypedTable> = Omit<Selectable<IndexTables[Table]>, "block_number" | "log_index">;

export interface TypedRow {
  readonly table: TypedTable;
  readonly values: object;
}

/** What an event means: about what, by whom, and its row for queries. */
export interface Description {
  readonly subject: readonly [AuditSubject, string];
  readonly role: AuditRole;
  /** Where the event itself publishes it. */
  readonly account?: string;
  readonly row?: TypedRow;
  /** Arguments that `row` holds in full. */
  readonly leaveOut?: string;
}

/** Contract that logged, and the raw words, for what arguments alone do not tell. */
export interface EventSource {
  readonly address: string;
  /** 0x… */
  readonly data: string;
}

export type Describe = (args: JsonArguments, source: EventSource) => Description;
export type Descriptions = Readonly<Record<string, Describe>>;

/** `Args` are the event's own, in the form of `jsonArguments`. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the one place where an event's arguments get their type
export function describe<Args>(of: (args: Args, source: EventSource) => Description): Describe {
  return of as Describe;
}

export function row<Table extends TypedTable>(table: Table, values: Values<Table>): TypedRow {
  return { table, values };
}
