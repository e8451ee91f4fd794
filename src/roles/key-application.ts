import { join } from "node:path";
import {
  issuerKeyCertificateJson,
  parseIssuerKeyCertificate,
  type IssuerKeyCertificate,
} from "../protocol/credential/issuer-key-certificate.ts";
import type { StatusListFiles } from "../protocol/credential/lists-hash.ts";
import { fileExists, readFileBytes, readFileJson } from "./read-file.ts";
import { PsephosError } from "../errors.ts";
import { writeFileWhole } from "./write-file.ts";

/** What a department hands to the governing authority for a new key, as a folder of three public files. */
export interface KeyApplication {
  readonly certificate: IssuerKeyCertificate;
  /** As they will be published at first. */
  readonly lists: StatusListFiles;
}

const CERTIFICATE = "certificate.json";
const LISTS = { revocation: "revocation.json", suspension: "suspension.json" } as const;

/** Refuses a folder that has one already: nobody should wonder which of two was handed over. */
export async function writeKeyApplication(folder: string, { certificate, lists }: KeyApplication): Promise<void> {
  if (await fileExists(join(folder, CERTIFICATE))) {
    throw new PsephosError("FILE_EXISTS", `${folder} holds an application already. Choose another folder.`);
  }
  for (const purpose of ["revocation", "suspension"] as const) {
    const file = join(folder, LISTS[purpose]);
    await writeFileWhole({ file, data: lists[purpose], secrecy: "public", overwrite: true });
  }
  const data = `${JSON.stringify(issuerKeyCertificateJson(certificate), null, 2)}\n`;
  await writeFileWhole({ file: join(folder, CERTIFICATE), data, secrecy: "public" });
}

/** The forms alone; `authority/check-application.ts` tells whether it holds. */
export async function readKeyApplication(folder: string): Promise<KeyApplication> {
  const certificate = parseIssuerKeyCertificate(await readFileJson(join(folder, CERTIFICATE)));
  const [revocation, suspension] = await Promise.all([
    readFileBytes(join(folder, LISTS.revocation)),
    readFileBytes(join(folder, LISTS.suspension)),
  ]);
  return { certificate, lists: { revocation, suspension } };
}
