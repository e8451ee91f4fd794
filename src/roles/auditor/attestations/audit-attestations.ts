import type { Chain } from "../../chain-session.ts";
import { auditLedger, type AttestationVerdict, type LedgerAudit } from "./audit-ledger.ts";
import { gatherLedger } from "./gather-ledger.ts";

/** Everything that a chain says of credentials, checked again from public data alone; with published files also what only those show. */
export async function auditAttestations({
  chain,
  ...options
}: { chain: Chain } & Omit<LedgerAudit, "ledger">): Promise<AttestationVerdict> {
  return auditLedger({ ...options, ledger: await gatherLedger(chain) });
}
