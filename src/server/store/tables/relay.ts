// Filled in by its migration.
export type RelayTables = Record<never, never>;
