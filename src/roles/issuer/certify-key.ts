import { createPrivateKey, sign, X509Certificate, type KeyObject } from "node:crypto";
import { PsephosError } from "../../errors.ts";
import type { IssuerKeyCertificate } from "../../protocol/credential/issuer-key-certificate.ts";
import { issuerKeyStatementBytes } from "../../protocol/credential/issuer-key.ts";
import { statementOf, type IssuerKey } from "./issuer-key.ts";

/** The key of the department's X.509 certificate, as its administrators have it. */
export interface CertificateKey {
  readonly pem: string;
  /** Asked for only where the key is encrypted. */
  readonly passphrase: () => Promise<string>;
}

/** Signs, with the key of the department's certificate, that an issuer key is the department's. */
export async function certifyKey(input: {
  key: IssuerKey;
  /** DER, the department's own first. */
  chain: readonly Uint8Array[];
  certificateKey: CertificateKey;
}): Promise<IssuerKeyCertificate> {
  const { key, chain, certificateKey } = input;
  const privateKey = await openKey(certificateKey);
  if (!readLeaf(chain[0]!).checkPrivateKey(privateKey)) {
    throw refused("the private key is not the one of the first certificate. Name the two that belong together");
  }
  const statement = statementOf(key);
  const signature = sign(hashFor(privateKey), issuerKeyStatementBytes(statement), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return { statement, chain, signature: new Uint8Array(signature) };
}

async function openKey({ pem, passphrase }: CertificateKey): Promise<KeyObject> {
  const encrypted = pem.includes("ENCRYPTED");
  try {
    return createPrivateKey(encrypted ? { key: pem, passphrase: await passphrase() } : pem);
  } catch (cause) {
    if (cause instanceof PsephosError) throw cause;
    const advice = encrypted ? "Its passphrase may be another one" : "It must be a private key in PEM form";
    throw refused(`the private key cannot be opened. ${advice}`);
  }
}

function readLeaf(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw new PsephosError("ISSUER_CERTIFICATE_MALFORMED", "The first certificate cannot be read.", { cause });
  }
}

/** As `checkIssuerCertificate` expects it. */
function hashFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === "rsa") return "sha256";
  const hash = { prime256v1: "sha256", secp384r1: "sha384" }[asymmetricKeyDetails?.namedCurve ?? ""];
  if (hash === undefined) throw refused("keys of this kind are not supported, only P-256, P-384 and RSA");
  return hash;
}

function refused(what: string): PsephosError {
  return new PsephosError("ISSUER_CERTIFICATE_REFUSED", `The issuer key was not certified: ${what}.`);
}
