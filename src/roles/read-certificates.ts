import { PsephosError } from "../errors.ts";
import { readFileText } from "./read-file.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** All certificates of a PEM file, as DER, in the file's order. */
export async function readCertificates(file: string): Promise<Uint8Array[]> {
  const found = [...(await readFileText(file)).matchAll(CERTIFICATE)];
  if (found.length === 0) {
    throw new PsephosError(
      "ISSUER_CERTIFICATE_MALFORMED",
      `${file} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Name another file.`,
    );
  }
  return found.map(([, base64 = ""]) => Uint8Array.from(Buffer.from(base64, "base64")));
}
