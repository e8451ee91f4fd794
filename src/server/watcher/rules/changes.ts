import { ZeroAddress } from "ethers";
import { sql } from "kysely";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** A final event that changes who issues or who governs. */
export interface ChangeFact {
  readonly name: string;
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly transactionHash: string;
  /** Block time, unix seconds. */
  readonly time: number;
  readonly args: Readonly<Record<string, unknown>>;
}

const KEY_CHANGES = ["IssuerKeyRegistered", "IssuerKeyRemoved"];
const AUTHORITY_CHANGES = [
  "DepartmentRegistered",
  "DepartmentAccountChanged",
  "GovernorTransferStarted",
  "GovernorTransferred",
  "MembersChanged",
];

export function judgeChanges(facts: readonly ChangeFact[]): Finding[] {
  return facts.filter(isChange).map((fact) => {
    const { name: what, time, blockNumber, transactionHash, args } = fact;
    // The place within its block, not the log index alone: that one may differ where another node counts.
    const subject = `${transactionHash}:${fact.logIndex}`;
    const change = { what, time, blockNumber, transactionHash };
    if (!KEY_CHANGES.includes(what)) {
      return { kind: "authority-changed", severity: "warning", subject, detail: change };
    }
    const compromised = args["compromised"] === true;
    const detail = { ...change, keyIndex: String(args["keyIndex"]), compromised };
    return { kind: "issuer-key-changed", severity: compromised ? "critical" : "warning", subject, detail };
  });
}

/** The registry's constructor alone names a governor after nobody: who deployed the contracts decided it, and everybody who uses them did. */
function isChange({ name, args }: ChangeFact): boolean {
  return name !== "GovernorTransferred" || args["previous"] !== ZeroAddress;
}

/** Somebody must have decided each of these: whoever holds an issuer's key or the authority can make credentials. */
export const changesRule: Rule = {
  name: "changes",
  kinds: ["issuer-key-changed", "authority-changed"],
  async look({ store, settings }) {
    const rows = await store.database
      .selectFrom("events")
      .innerJoin("blocks", "blocks.number", "events.block_number")
      .innerJoin("index_state", (join) => join.onTrue())
      .select(["events.name", "events.block_number", "events.log_index", "events.transaction_hash", "events.args"])
      .select("blocks.time")
      .where("events.name", "in", [...KEY_CHANGES, ...AUTHORITY_CHANGES])
      .whereRef("events.block_number", "<=", "index_state.final_block")
      .where("blocks.time", ">=", sql<number>`index_state.cursor_time - ${settings.shownSeconds}::bigint`)
      .orderBy("events.block_number")
      .orderBy("events.log_index")
      .execute();
    return judgeChanges(
      rows.map((row) => ({
        name: row.name,
        blockNumber: row.block_number,
        logIndex: row.log_index,
        transactionHash: row.transaction_hash,
        time: row.time,
        args: row.args,
      })),
    );
  },
};
