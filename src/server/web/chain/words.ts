import { z } from "zod";

/** Words of JSON-RPC questions. */
export const address = z.string().regex(/^0x[0-9a-f]{40}$/i);
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/i);
export const quantity = z.string().regex(/^0x(0|[1-9a-f][0-9a-f]{0,63})$/i);
export const block = z.union([quantity, z.enum(["latest", "earliest", "pending", "safe", "finalized"])]);
