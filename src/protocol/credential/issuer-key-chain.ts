// The library asks for the polyfill to be there before it.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from "@peculiar/x509";
import { PsephosError } from "../../errors.ts";
import { toBase64url } from "./base64url.ts";

/** Why a certificate does not certify an issuer key; for programs, in the detail of ISSUER_CERTIFICATE_REFUSED. */
export type CertificateFault =
  "chain" | "authority" | "dates" | "usage" | "algorithm" | "extension" | "host" | "signature" | "record" | "ended";

/** Department, two or three authorities between, and some room. */
const MAX_CHAIN_LENGTH = 6;
const MIN_RSA_BITS = 2048;
const STRONG_HASHES = ["SHA-256", "SHA-384", "SHA-512"];

/** RFC 5280, 4.2: what is marked critical and not looked at here (name constraints, policies …) refuses the certificate. */
const UNDERSTOOD_EXTENSIONS: ReadonlySet<string> = new Set([
  "2.5.29.19", // basic constraints
  "2.5.29.15", // key usage
  "2.5.29.17", // subject alternative name
]);

/**
 * Follows a certificate up to a root that the reader trusts: each signed by the next, all in force, authorities marked as such.
 * `chain` starts with the department's own and need not hold the root. Withdrawn certificates (CRL, OCSP) are not looked up:
 * the governing authority removes the issuer key instead.
 */
export async function checkCertificateChain(input: {
  /** DER. */
  chain: readonly Uint8Array[];
  roots: readonly Uint8Array[];
  /** Unix seconds. */
  at: number;
}): Promise<X509Certificate> {
  if (input.chain.length === 0 || input.chain.length > MAX_CHAIN_LENGTH) {
    throw malformed(`a chain has 1 to ${MAX_CHAIN_LENGTH} certificates`);
  }
  const chain = input.chain.map(readCertificate);
  const roots = input.roots.map(readCertificate);
  const path = await pathToRoot(chain, roots);
  path.forEach((certificate) => checkCertificate(certificate, input.at));
  const [leaf, ...authorities] = path as [X509Certificate, ...X509Certificate[]];
  authorities.forEach((authority, position) => checkAuthority(authority, position));
  checkLeaf(leaf);
  return leaf;
}

export function readCertificate(der: Uint8Array): X509Certificate {
  // The library would ignore what follows the certificate, and the fingerprint would not.
  if (derLength(der) !== der.length) throw malformed("a certificate is cut off, or something follows it");
  try {
    return new X509Certificate(der.slice());
  } catch (cause) {
    throw malformed("a certificate cannot be read", cause);
  }
}

/** Of the sequence with which it starts, header included; X.690, 8.1.3. Undefined for what is no sequence of more than 255 bytes. */
function derLength(der: Uint8Array): number | undefined {
  const [tag, form, high, low] = der;
  const isLong = tag === 0x30 && form === 0x82 && high !== undefined && low !== undefined;
  return isLong ? 4 + (high << 8) + low : undefined;
}

/** What the certificate is for: `dns` and `url` among other types. */
export function alternativeNames(certificate: X509Certificate): readonly { type: string; value: string }[] {
  return certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
}

/** The chain and its root, each signed by the next. */
async function pathToRoot(chain: X509Certificate[], roots: X509Certificate[]): Promise<X509Certificate[]> {
  for (const [position, certificate] of chain.slice(0, -1).entries()) {
    const parent = chain[position + 1]!;
    if (!(await isIssuedBy(certificate, parent))) {
      throw refused("chain", `certificate ${position + 1} of the chain is not signed by the next one`);
    }
  }
  const last = chain.at(-1)!;
  if (chain.length > 1 && roots.some((root) => sameBytes(root.rawData, last.rawData))) return chain;
  for (const root of roots) if (await isIssuedBy(last, root)) return [...chain, root];
  throw refused("chain", "the chain does not lead to a root that you trust");
}

async function isIssuedBy(certificate: X509Certificate, parent: X509Certificate): Promise<boolean> {
  if (certificate.issuer !== parent.subject) return false;
  try {
    return await certificate.verify({ publicKey: parent.publicKey, signatureOnly: true });
  } catch (cause) {
    throw refused("algorithm", "a signature in the chain is of a kind that cannot be checked here", cause);
  }
}

function sameBytes(left: ArrayBuffer | Uint8Array, right: ArrayBuffer | Uint8Array): boolean {
  return toBase64url(new Uint8Array(left)) === toBase64url(new Uint8Array(right));
}

function checkCertificate(certificate: X509Certificate, at: number): void {
  const { subject, notBefore, notAfter } = certificate;
  if (at * 1000 < notBefore.getTime() || at * 1000 > notAfter.getTime()) {
    throw refused("dates", `the certificate of ${subject} is not in force, or no longer`);
  }
  const { hash } = certificate.signatureAlgorithm as { hash?: { name: string } };
  if (hash !== undefined && !STRONG_HASHES.includes(hash.name)) {
    throw refused("algorithm", `the certificate of ${subject} is signed over a weak hash (${hash.name})`);
  }
  const { modulusLength } = certificate.publicKey.algorithm as { modulusLength?: number };
  if (modulusLength !== undefined && modulusLength < MIN_RSA_BITS) {
    throw refused("algorithm", `the key of ${subject} has fewer than ${MIN_RSA_BITS} bits`);
  }
  const unknown = certificate.extensions.find(({ critical, type }) => critical && !UNDERSTOOD_EXTENSIONS.has(type));
  if (unknown !== undefined) {
    throw refused("extension", `the certificate of ${subject} has a critical extension (${unknown.type}) unknown here`);
  }
}

/** `position` is the number of authorities between it and the department. */
function checkAuthority(certificate: X509Certificate, position: number): void {
  const constraints = certificate.getExtension(BasicConstraintsExtension);
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  const mayCertify = constraints?.ca === true && (usages & KeyUsageFlags.keyCertSign) !== 0;
  if (!mayCertify || position > (constraints.pathLength ?? Infinity)) {
    throw refused("authority", `${certificate.subject} may not certify others, or not this far down`);
  }
}

function checkLeaf(certificate: X509Certificate): void {
  if (certificate.getExtension(BasicConstraintsExtension)?.ca === true) {
    throw refused("authority", "the department's certificate is one of an authority");
  }
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  if ((usages & KeyUsageFlags.digitalSignature) === 0) {
    throw refused("usage", "the department's certificate is not made for signatures (digitalSignature)");
  }
}

export function refused(reason: CertificateFault, what: string, cause?: unknown): PsephosError {
  return new PsephosError(
    "ISSUER_CERTIFICATE_REFUSED",
    `The issuer key is not certified: ${what}. Do not trust it; ask the department.`,
    { detail: { reason }, cause },
  );
}

export function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("ISSUER_CERTIFICATE_MALFORMED", `The certificate is not valid: ${reason}.`, { cause });
}
