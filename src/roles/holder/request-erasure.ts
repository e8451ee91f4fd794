import { randomUUID } from "node:crypto";
import type { Prover } from "../../proofs/prover.ts";
import { erasureContext } from "../../protocol/credential/context.ts";
import { scopeIdOf, verifierIdOf } from "../../protocol/credential/policy-hash.ts";
import { preparePseudonymProof, pseudonymSignals } from "../../protocol/credential/pseudonym-proof.ts";
import type { Identity } from "../../protocol/identity.ts";
import { idForReply } from "../../protocol/letters/reply-to.ts";
import { ERASURE_REQUEST_FORMAT, type ErasureRequest, type ErasureTarget } from "../../protocol/sharing/erasure.ts";
import { proveChecked } from "../prove-checked.ts";

/** Asks a department to erase a person's records in one scope. Needs the identity alone: no credential, no name. */
export async function requestErasure(input: {
  prover: Prover;
  identity: Pick<Identity, "secret">;
  verifier: string;
  scope: string;
  targets: readonly ErasureTarget[];
  /** Letter box of the person's own that takes the certificate, drawn for this request; absent where it is handed over as a file. */
  replyTo?: string | undefined;
}): Promise<ErasureRequest> {
  const { prover, identity, verifier, scope, targets, replyTo } = input;
  const id = replyTo === undefined ? `urn:uuid:${randomUUID()}` : idForReply(replyTo);
  const { inputs, signals } = preparePseudonymProof({
    secret: identity.secret,
    verifierId: verifierIdOf({ verifier }),
    scopeId: scopeIdOf({ verifier, scope }),
    contextHash: erasureContext({ requestId: id, targets }),
  });
  const statements = [{ circuit: "pseudonym", inputs, signals: pseudonymSignals(signals) }] as const;
  const [proof] = await proveChecked({ prover, statements });
  const { pseudonym } = signals;
  return {
    ...{ format: ERASURE_REQUEST_FORMAT, id, verifier, scope, pseudonym },
    targets: [...targets],
    proof: [...proof!.words],
  };
}
