// Filled in by its migration.
export type IndexTables = Record<never, never>;
