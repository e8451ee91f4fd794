/** JSON-RPC's code for "too much" as most nodes use it. */
export const PROGRAM_LIMIT_CODE = -32005;

/** At the node at a time, and up to a batch more; enough for a page that reads an election, and little for a node. */
export const QUESTIONS_AT_A_TIME = 32;
/** Requests that wait for a place. */
export const MAX_WAITING = 1_000;
export const ANSWER_MS = 25_000;
export const ANSWER_BYTES = 8 * 1_048_576;
