import type { Endpoint } from "./endpoint.ts";

/** Every operation of the HTTP API, for documents, clients and tests. A part adds its own in its own block. */
export const ENDPOINTS: readonly Endpoint[] = [];
