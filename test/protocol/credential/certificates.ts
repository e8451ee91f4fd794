import "reflect-metadata";
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Certificates for tests, of keys that live as long as the test. */
export interface Certified {
  readonly der: Uint8Array;
  readonly name: string;
  readonly keys: Keys;
}

type Keys = Awaited<ReturnType<typeof ecdsaKeys>>;

const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
export const { keyCertSign, digitalSignature, keyEncipherment } = KeyUsageFlags;

export async function ecdsaKeys(namedCurve = "P-256") {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve }, true, ["sign", "verify"]);
}

export interface CertificateWish {
  readonly name: string;
  /** Absent: signs itself. */
  readonly by?: Certified;
  readonly keys?: Keys;
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly usages?: KeyUsageFlags;
  readonly from?: string;
  readonly until?: string;
  readonly dns?: readonly string[];
  readonly urls?: readonly string[];
  readonly more?: readonly Extension[];
  readonly signing?: typeof P256 | { name: string; hash: string };
}

export async function certify(wish: CertificateWish): Promise<Certified> {
  const { name, by, ca = false, pathLength, from = "2026-01-01T00:00:00Z", until = "2028-01-01T00:00:00Z" } = wish;
  const { usages = ca ? keyCertSign : digitalSignature, dns = [], urls = [], more = [], signing = P256 } = wish;
  const keys = wish.keys ?? (await ecdsaKeys());
  const names = [
    ...dns.map((value) => ({ type: "dns" as const, value })),
    ...urls.map((value) => ({ type: "url" as const, value })),
  ];
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${by?.name ?? name}`,
    notBefore: new Date(from),
    notAfter: new Date(until),
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(ca, pathLength, true),
      new KeyUsagesExtension(usages, true),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
      ...more,
    ],
  });
  return { der: new Uint8Array(certificate.rawData), name, keys };
}

export async function signWith({ keys }: Certified, bytes: Uint8Array): Promise<Uint8Array> {
  const hash = { "P-384": "SHA-384" }[(keys.privateKey.algorithm as { namedCurve?: string }).namedCurve ?? ""];
  const algorithm = { name: keys.privateKey.algorithm.name, hash: hash ?? "SHA-256" };
  return new Uint8Array(await crypto.subtle.sign(algorithm, keys.privateKey, bytes.slice()));
}

export function unknownCriticalExtension(): Extension {
  return new Extension("1.3.6.1.4.1.55555.1", true, new Uint8Array([5, 0]));
}
