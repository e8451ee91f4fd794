import { signRelayReceipt, type RelayReceipt, type RelaySigner } from "../../../protocol/relay-receipt.ts";
import type { Candidate } from "./candidate.ts";
import type { Kept } from "./entries.ts";

/** Some hundred bytes each. */
const MAX_KEPT = 4_096;

/** Signs receipts. Remembers the last ones: signing is the dearest part of an answer, and whoever sends again gets the same receipt. */
export class Receipts {
  readonly #signer: RelaySigner;
  readonly #byTicket = new Map<string, RelayReceipt>();

  constructor(signer: RelaySigner) {
    this.#signer = signer;
  }

  /** For what was kept of this candidate: its promise does not change. */
  of(candidate: Candidate, { ticket, submitBy }: Kept): RelayReceipt {
    const known = this.#byTicket.get(ticket);
    if (known !== undefined) return known;
    const { chainId, contract, kind, target, nullifier, contentHash } = candidate;
    const promise = { chainId, contract, kind, target, nullifier, contentHash, ticket, submitBy };
    const receipt = signRelayReceipt(this.#signer, promise);
    this.#byTicket.set(ticket, receipt);
    const [oldest] = this.#byTicket.keys();
    if (this.#byTicket.size > MAX_KEPT && oldest !== undefined) this.#byTicket.delete(oldest);
    return receipt;
  }
}
