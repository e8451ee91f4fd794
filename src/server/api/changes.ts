import { z } from "zod";
import { auditEntry } from "./audit-trail.ts";
import { defineEndpoint } from "./endpoint.ts";
import { asOf, blockNumber } from "./recorded.ts";

/** Where a stream goes on: the last change told in full, then block and place of the last event of the next one. */
export const changeId = z.string().regex(/^[0-9]{1,15}(-[0-9]{1,15}-[0-9]{1,9})?$/, "must be the id of a message");

export const changeMessage = z.discriminatedUnion("kind", [
  /** Something new was logged. */
  z.strictObject({ kind: z.literal("event"), entry: auditEntry }),
  /** The chain took back what was above this block: forget it; what stands there now follows. */
  z.strictObject({ kind: z.literal("rollback"), toBlock: blockNumber }),
  /** The index has read on, or more of it is final. */
  z.strictObject({ kind: z.literal("position"), asOf }),
  /** Too much has changed since the id that was sent: read the lists anew. What follows is new from here on. */
  z.strictObject({ kind: z.literal("restart"), asOf }),
]);

export type ChangeMessage = z.output<typeof changeMessage>;

export const followChanges = defineEndpoint({
  name: "followChanges",
  method: "GET",
  path: "/v1/changes",
  tag: "Changes",
  summary: "What the chain logs, as it is read: server-sent events",
  description:
    "Begins with where the index stands. A client that comes back sends the last id it saw, as `Last-Event-ID` or `after`, and misses nothing: rollbacks in between are told first.",
  cost: "read",
  query: z.strictObject({ after: changeId.optional() }),
  success: { status: 200, body: changeMessage, stream: true },
  problems: ["REQUEST_MALFORMED"],
});
