// Filled in by its migration.
export type AlertTables = Record<never, never>;
