import { sha256 } from "ethers";
import type { X509Certificate } from "@peculiar/x509";
import { z } from "zod";
import { firstIssue, withDecimals } from "../json.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import {
  departmentIdOf,
  issuerKeyStatementBytes,
  parseIssuerKeyStatement,
  type IssuerKeyStatement,
  type RegisteredIssuerKey,
} from "./issuer-key.ts";
import { alternativeNames, checkCertificateChain, malformed, refused } from "./issuer-key-chain.ts";

/** Binds an issuer key to the department's X.509 certificate, and so to its name on the web. Public. */
export interface IssuerKeyCertificate {
  readonly statement: IssuerKeyStatement;
  /** DER, the department's own first, then up towards the root. */
  readonly chain: readonly Uint8Array[];
  /** By the certificate's key over the statement; ECDSA as r and s of fixed width (IEEE P1363). */
  readonly signature: Uint8Array;
}

export const ISSUER_KEY_CERTIFICATE_FORMAT = "psephos.issuer-key-certificate/1";
const MAX_TEXT = 20_000;

const bytes = z
  .string()
  .max(MAX_TEXT)
  .transform((text, context) => {
    const decoded = fromBase64url(text);
    if (decoded !== undefined && decoded.length > 0) return decoded;
    context.addIssue({ code: "custom", message: "must be base64url without padding" });
    return z.NEVER;
  });

const certificateSchema = z.strictObject({
  format: z.literal(ISSUER_KEY_CERTIFICATE_FORMAT),
  statement: z.unknown(),
  chain: z.array(bytes).min(1),
  signature: bytes,
});

export function issuerKeyCertificateJson({ statement, chain, signature }: IssuerKeyCertificate): unknown {
  const json = {
    format: ISSUER_KEY_CERTIFICATE_FORMAT,
    statement,
    chain: chain.map(toBase64url),
    signature: toBase64url(signature),
  };
  return JSON.parse(JSON.stringify(json, withDecimals));
}

/** The form alone; `checkIssuerCertificate` tells whether it holds. */
export function parseIssuerKeyCertificate(json: unknown): IssuerKeyCertificate {
  const parsed = certificateSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { statement, chain, signature } = parsed.data;
  return { statement: parseIssuerKeyStatement(statement), chain, signature };
}

/** `0x` SHA-256 of the DER: the fingerprint that other tools show, and that stands on chain. */
export function certificateFingerprint(der: Uint8Array): string {
  return sha256(der);
}

/**
 * Whether a department, named by a certificate under one of `roots`, says that this issuer key is its own. With `registered`, also
 * whether the registry on chain has the same key, terms and certificate. Throws what is wrong, first fault first.
 */
export async function checkIssuerCertificate(input: {
  certificate: IssuerKeyCertificate;
  /** DER of the roots that the reader trusts. */
  roots: readonly Uint8Array[];
  /** Unix seconds. */
  at: number;
  registered?: RegisteredIssuerKey | undefined;
}): Promise<void> {
  const { certificate, roots, at, registered } = input;
  const { statement, chain, signature } = certificate;
  const department = await checkCertificateChain({ chain, roots, at });
  checkHost(department, statement.did);
  if (at >= statement.endsAt) throw refused("ended", "the issuer key has ended");
  await checkStatementSignature({ department, signature, signed: issuerKeyStatementBytes(statement) });
  if (registered !== undefined) checkRegistered(certificate, registered);
}

/** did:web is resolved at its host, so the certificate must be that host's, or name the DID itself. */
function checkHost(department: X509Certificate, did: string): void {
  const host = did
    .split(":")[2]!
    .toLowerCase()
    .replace(/%3a\d+$/, "");
  const fits = alternativeNames(department).some(({ type, value }) =>
    type === "dns" ? dnsFits(value, host) : type === "url" && value === did,
  );
  if (!fits) throw refused("host", `its certificate is not one of ${host}`);
}

/** RFC 6125: a star stands for one whole label, the first. */
function dnsFits(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase();
  if (!wanted.startsWith("*.")) return wanted === host;
  const [first, ...rest] = host.split(".");
  return first !== "" && rest.length >= 2 && `*.${rest.join(".")}` === wanted;
}

async function checkStatementSignature(input: {
  department: X509Certificate;
  signature: Uint8Array;
  signed: Uint8Array;
}): Promise<void> {
  const { department, signature, signed } = input;
  const kind = signatureKind(department);
  const key = await crypto.subtle.importKey("spki", department.publicKey.rawData, kind.key, false, ["verify"]);
  if (!(await crypto.subtle.verify(kind.verify, key, signature.slice(), signed.slice()))) {
    throw refused("signature", "the statement was altered, or the key of the certificate did not sign it");
  }
}

/** What departments' certificates have today; another kind is refused by name. */
function signatureKind(department: X509Certificate) {
  const { name, namedCurve } = department.publicKey.algorithm as { name: string; namedCurve?: string };
  const hash = { "P-256": "SHA-256", "P-384": "SHA-384" }[namedCurve ?? ""];
  if (name === "ECDSA" && hash !== undefined) return { key: { name, namedCurve }, verify: { name, hash } };
  if (name === "RSASSA-PKCS1-v1_5") return { key: { name, hash: "SHA-256" }, verify: { name } };
  throw refused("algorithm", `a key of kind ${name} ${namedCurve ?? ""} is not supported, only P-256, P-384 and RSA`);
}

function checkRegistered({ statement, chain }: IssuerKeyCertificate, registered: RegisteredIssuerKey): void {
  const { did, schemaHash, epoch, publicKey, endsAt } = statement;
  const facts: readonly (readonly [string, boolean])[] = [
    ["department", registered.departmentId === departmentIdOf(did)],
    ["schema", registered.schemaHash === schemaHash],
    ["epoch", registered.epoch === epoch],
    ["end", registered.endsAt === endsAt],
    ["public key", registered.publicKey.every((coordinate, index) => coordinate === publicKey[index])],
    ["certificate", registered.certificateHash === certificateFingerprint(chain[0]!)],
  ];
  const wrong = facts.find(([, agrees]) => !agrees);
  if (wrong !== undefined) throw refused("record", `the registry has another ${wrong[0]} for this key`);
}
