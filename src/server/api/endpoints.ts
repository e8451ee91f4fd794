import type { Endpoint } from "./endpoint.ts";
import { RECORD_ENDPOINTS } from "./records.ts";

/** Every operation of the HTTP API, for documents, clients and tests. A part adds its own in its own block. */
export const ENDPOINTS: readonly Endpoint[] = [
  // The index
  ...RECORD_ENDPOINTS,
];
