/** JSON-RPC's code for "too much" as most nodes use it. */
export const PROGRAM_LIMIT_CODE = -32005;

/** At the node at a time, and up to a batch more; enough for a page that reads an election, and little for a node. */
export const QUESTIONS_AT_A_TIME = 32;
/** Requests that wait for a place. */
export const MAX_WAITING = 1_000;
export const ANSWER_MS = 25_000;
export const ANSWER_BYTES = 8 * 1_048_576;

const MIB = 1_048_576;

/** Bodies, from before they are read, and answers of the node until they are written out; each is in memory about three times. */
export const BODY_ROOM = { all: 64 * MIB, ofCaller: 8 * MIB, small: 65_536 } as const;
export const ANSWER_ROOM = { all: 128 * MIB, ofCaller: 24 * MIB, small: 65_536 } as const;
