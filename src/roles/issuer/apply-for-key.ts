import type { IssuerKeyCertificate } from "../../protocol/credential/issuer-key-certificate.ts";
import { writeKeyApplication } from "../key-application.ts";
import type { Workspace } from "../workspace.ts";
import { certifyKey, type CertificateKey } from "./certify-key.ts";
import { openDesk, type DeskAccess } from "./desk.ts";
import type { IssuerKey } from "./issuer-key.ts";
import { publishableLists } from "./status.ts";
import { writeStatusLists } from "./write-status-lists.ts";

/** Certifies a desk's key and writes what the governing authority needs of it; the same lists wait in the public folder. */
export async function applyForKey(
  access: DeskAccess & {
    workspace: Workspace;
    /** DER, the department's own first. */
    chain: readonly Uint8Array[];
    certificateKey: CertificateKey;
    /** Folder to write. */
    to: string;
    /** Unix seconds. */
    at: number;
  },
): Promise<{ key: IssuerKey; certificate: IssuerKeyCertificate; listsFolder: string }> {
  const desk = await openDesk(access);
  const certificate = await certifyKey({ ...access, key: desk.key });
  const { files: lists } = await publishableLists({ ...desk, at: access.at });
  await writeKeyApplication(access.to, { certificate, lists });
  const listsFolder = await writeStatusLists({ workspace: access.workspace, key: desk.key, lists });
  return { key: desk.key, certificate, listsFolder };
}
