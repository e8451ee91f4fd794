import { KeyObject } from "node:crypto";
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate with its key, as the story's state hands them out. */
export interface Certified {
  readonly name: string;
  readonly der: Uint8Array;
  readonly keys: Awaited<ReturnType<typeof drawKeys>>;
}

const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const YEAR_MS = 365 * 86_400_000;

/** A certificate authority's own certificate, or with `by` and `host` that of a department's web server. `at`: unix seconds. */
export async function certify(wish: { name: string; at: number; by?: Certified; host?: string }): Promise<Certified> {
  const { name, at, by, host } = wish;
  const isAuthority = host === undefined;
  const keys = await drawKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${by?.name ?? name}`,
    notBefore: new Date(at * 1000 - YEAR_MS),
    notAfter: new Date(at * 1000 + 3 * YEAR_MS),
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    signingAlgorithm: P256,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      new KeyUsagesExtension(isAuthority ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature, true),
      ...(isAuthority ? [] : [new SubjectAlternativeNameExtension([{ type: "dns", value: host }])]),
    ],
  });
  return { name, der: new Uint8Array(certificate.rawData), keys };
}

function drawKeys() {
  return globalThis.crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
}

/** As administrators keep it. */
export function privateKeyPem({ keys }: Certified): string {
  return KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
}
