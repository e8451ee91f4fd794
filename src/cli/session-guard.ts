import { PsephosError } from "../errors.ts";
import { originOfDid } from "../protocol/credential/openid4vp/verifier-origin.ts";
import { fileNonceStore } from "../roles/verifier/nonce-store.ts";
import { createSessionGuard, type SessionGuard } from "../roles/verifier/session-guard.ts";
import type { Context } from "./context.ts";

/** Draws and takes back the nonces of an office's requests; kept in its data folder between commands. */
export function sessionGuard(
  { workspace }: Pick<Context, "workspace">,
  { verifier, ...options }: { verifier: string; lifetimeSeconds?: number },
): SessionGuard {
  const origin = originOfDid(verifier);
  if (origin === undefined) {
    throw new PsephosError("USAGE", `${verifier} names no web address, so requests cannot be bound to it.`);
  }
  return createSessionGuard({ origin, store: fileNonceStore(workspace.sessionsFolder), ...options });
}
