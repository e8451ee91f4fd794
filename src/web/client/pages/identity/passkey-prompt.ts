import { PsephosError } from "../../../../errors.ts";
import type { AnsweredPasskey, Passkey } from "../../../worker/passkey.ts";

/**
 * Asks this device's authenticator, which only a page may. The 32 bytes of its pseudo-random function (WebAuthn's extension `prf`) go to
 * the worker and nowhere else; no server takes part, so challenges are random and nobody checks signatures.
 */
const SALT_BYTES = 32;
const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256: whatever the authenticator has; its signature is not used. */
const ALGORITHMS = [-7, -8, -257];

/** Whether it is worth offering: passkeys need a name as the site's address, and a browser that knows the extension. */
export async function mayUsePasskeys(): Promise<boolean> {
  if (!window.isSecureContext || !("PublicKeyCredential" in window) || /^[\d.]+$|:/.test(location.hostname))
    return false;
  const { getClientCapabilities } = PublicKeyCredential as Partial<typeof PublicKeyCredential>;
  if (getClientCapabilities === undefined) return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  return (await PublicKeyCredential.getClientCapabilities())["extension:prf"] === true;
}

export async function makePasskey(name: string): Promise<AnsweredPasskey> {
  const salt = random(SALT_BYTES);
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name },
        user: { id: random(16), name, displayName: name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const { prf } = credential.getClientExtensionResults();
  if (prf?.enabled !== true) throw unusable("This passkey cannot protect an identity. Use a passphrase.");
  const passkey = { credentialId: credential.id, salt };
  const secret = bytesOf(prf.results?.first);
  // Some authenticators answer only when they are asked again.
  return { ...passkey, secret: secret ?? (await askPasskey(passkey)) };
}

/** The bytes that open what this passkey protects. */
export async function askPasskey({ credentialId, salt }: Passkey): Promise<Uint8Array> {
  const first = Uint8Array.from(salt);
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: "public-key", id: fromBase64Url(credentialId) }],
        userVerification: "required",
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first } } },
      },
    }),
  );
  const secret = bytesOf(credential.getClientExtensionResults().prf?.results?.first);
  if (secret === undefined) throw unusable("The passkey did not answer. Try again, or use your passphrase.");
  return secret;
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await ask().catch((cause: unknown) => {
    throw new PsephosError("INTERRUPTED", "The passkey was not used. Try again, or use a passphrase.", { cause });
  });
  if (credential instanceof PublicKeyCredential) return credential;
  throw unusable("The browser gave no passkey. Use a passphrase.");
}

function unusable(message: string): PsephosError {
  return new PsephosError("PASSPHRASE_MISSING", message);
}

function bytesOf(source: BufferSource | undefined): Uint8Array | undefined {
  if (source === undefined) return undefined;
  return ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : new Uint8Array(source);
}

function random(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
