import { randomBytes } from "node:crypto";
import { toBase64url } from "../../protocol/credential/base64url.ts";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
  type CredentialRequest,
  type CredentialWish,
} from "../../protocol/credential/credential-request.ts";
import type { Identity } from "../../protocol/identity.ts";
import { nonceForReply } from "../../protocol/letters/reply-to.ts";
import { writeFileWhole } from "../write-file.ts";

/** 144 bits: no two requests ever have the same. */
const NONCE_BYTES = 18;

/** Signs a request for a credential and writes it. The issuer sees who asks; nobody else should. */
export async function requestCredential(input: {
  identity: Identity;
  wish: Omit<CredentialWish, "nonce">;
  to: string;
  /** Letter box of the person's own that takes the credential, drawn for this request; absent where it is handed over as a file. */
  replyTo?: string | undefined;
}): Promise<CredentialRequest> {
  const { identity, wish, to, replyTo } = input;
  const nonce = replyTo === undefined ? toBase64url(randomBytes(NONCE_BYTES)) : nonceForReply(replyTo);
  const request = createCredentialRequest(identity, { ...wish, nonce });
  await writeFileWhole({ file: to, data: `${serialiseCredentialRequest(request)}\n`, secrecy: "secret" });
  return request;
}
