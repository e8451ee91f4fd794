import { rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import "reflect-metadata";
import { X509Certificate } from "@peculiar/x509";
import { PsephosError } from "../../../errors.ts";
import {
  issuerKeyCertificateJson,
  type IssuerKeyCertificate,
} from "../../../protocol/credential/issuer-key-certificate.ts";
import { issuerKeyStatementBytes } from "../../../protocol/credential/issuer-key.ts";
import { unixNow } from "../../../roles/clock.ts";
import { statementOf } from "../../../roles/issuer/issuer-key.ts";
import { publishableLists } from "../../../roles/issuer/status.ts";
import { readCertificates } from "../../../roles/read-certificates.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { workspace } from "../session.ts";
import { heldDesk } from "./held-desk.ts";

/** The department's X.509 certificate chain, its own first, and its private key, both PEM. The key is used once and not kept. */
export interface CertificateFiles {
  readonly chain: string;
  readonly privateKey: string;
}

/** A file of the folder that goes to the authority. */
export interface ApplicationFile {
  readonly fileName: string;
  readonly text: string;
}

const PRIVATE_KEY = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/;

/** The open desk's key, certified by the department's certificate, with the first status lists: what the authority needs. */
export async function applyForKey({ chain: pem, privateKey }: CertificateFiles): Promise<ApplicationFile[]> {
  const { key, ledger } = heldDesk().desk;
  const chain = await certificatesIn(pem);
  const statement = statementOf(key);
  const signature = await signAs({ chain, privateKey, bytes: issuerKeyStatementBytes(statement) });
  const certificate: IssuerKeyCertificate = { statement, chain, signature };
  const { files } = await publishableLists({ key, ledger, at: unixNow() });
  const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return [
    { fileName: "certificate.json", text: `${JSON.stringify(issuerKeyCertificateJson(certificate), null, 2)}\n` },
    { fileName: "revocation.json", text: textOf(files.revocation) },
    { fileName: "suspension.json", text: textOf(files.suspension) },
  ];
}

async function certificatesIn(pem: string): Promise<Uint8Array[]> {
  const file = join(workspace.folder, "passing", `${randomUUID()}.pem`);
  await writeFileWhole({ file, data: pem, secrecy: "public" });
  try {
    return await readCertificates(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** The browser's own cryptography; what it makes is checked against the certificate before it is handed out. */
async function signAs(input: {
  chain: readonly Uint8Array[];
  privateKey: string;
  bytes: Uint8Array;
}): Promise<Uint8Array> {
  const [leaf] = input.chain;
  if (leaf === undefined) throw refused("there is no certificate");
  const { publicKey } = new X509Certificate(leaf.slice());
  const { importing, signing } = algorithmOf(publicKey.algorithm);
  const bytes = input.bytes.slice();
  const own = await crypto.subtle
    .importKey("pkcs8", pkcs8Of(input.privateKey), importing, false, ["sign"])
    .catch((cause: unknown) => {
      throw refused("the private key is of another kind than the certificate's", cause);
    });
  const signature = await crypto.subtle.sign(signing, own, bytes);
  const its = await crypto.subtle.importKey("spki", publicKey.rawData, importing, false, ["verify"]);
  if (await crypto.subtle.verify(signing, its, signature, bytes)) return new Uint8Array(signature);
  throw refused("the private key is not the one of the first certificate. Name the two that belong together");
}

function algorithmOf(algorithm: Algorithm & { namedCurve?: string }) {
  const { name, namedCurve = "" } = algorithm;
  const hash = { "P-256": "SHA-256", "P-384": "SHA-384" }[namedCurve];
  if (name === "ECDSA" && hash !== undefined) return { importing: { name, namedCurve }, signing: { name, hash } };
  if (name === "RSASSA-PKCS1-v1_5") return { importing: { name, hash: "SHA-256" }, signing: { name } };
  throw refused("keys of this kind are not supported, only P-256, P-384 and RSA");
}

function pkcs8Of(pem: string): Uint8Array<ArrayBuffer> {
  const [, base64] = PRIVATE_KEY.exec(pem) ?? [];
  if (base64 !== undefined) return Uint8Array.from(Buffer.from(base64, "base64"));
  throw refused(
    "the private key must be PKCS #8 in PEM form without a passphrase (openssl pkcs8 -topk8 -nodes). Or certify on the command line",
  );
}

function refused(what: string, cause?: unknown): PsephosError {
  return new PsephosError("ISSUER_CERTIFICATE_REFUSED", `The issuer key was not certified: ${what}.`, { cause });
}
