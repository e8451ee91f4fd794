import { z } from "zod";
import { isPsephosError } from "../../../../errors.ts";
import { certificateText, parseCertificate, type ErasureCertificate } from "../../../../protocol/sharing/erasure.ts";
import { PrivateFiles } from "../../../../roles/record-keeper/private-files.ts";
import { postLetter } from "../../letters.ts";
import { heldKeepingKey, keepingFile, withKeeper } from "./held-keeping.ts";

/** A certificate that its person did not get yet. */
export interface WaitingCertificate {
  readonly replyTo: string;
  readonly certificate: ErasureCertificate;
}

const keptForm = z.strictObject({ replyTo: z.string(), certificate: z.string().transform(parseCertificate) });

/** Under the office's key until it is posted: once the records are gone nobody could write it again. */
export async function keepCertificate(did: string, { replyTo, certificate }: WaitingCertificate): Promise<void> {
  await filesOf(did).write(certificate.requestId, { replyTo, certificate: certificateText(certificate) });
}

/** Posts those that wait. What cannot be posted keeps no other one back: it waits on, or is handed over as a file. */
export async function postCertificates(did: string): Promise<void> {
  for (const { replyTo, certificate } of await waitingCertificates(did)) {
    try {
      await postLetter(replyTo, { kind: "erasure-certificate", certificate: certificateText(certificate) });
    } catch (error) {
      if (!isPsephosError(error)) throw error;
      continue;
    }
    await forgetCertificate(did, certificate.requestId);
  }
}

/** Of erasures that are done: a certificate is kept before anything is deleted. */
export async function waitingCertificates(did: string): Promise<WaitingCertificate[]> {
  const kept = z.array(keptForm).parse(await filesOf(did).readAll());
  if (kept.length === 0) return [];
  const isDone = await withKeeper(did, ({ erasures }) =>
    Promise.resolve(kept.map(({ certificate }) => erasures.get(certificate.requestId)?.state === "done")),
  );
  return kept.filter((_, place) => isDone[place] === true);
}

/** It was handed over. */
export async function forgetCertificate(did: string, requestId: string): Promise<void> {
  await filesOf(did).remove(requestId);
}

function filesOf(did: string): PrivateFiles {
  return new PrivateFiles({ folder: keepingFile(did, "certificates"), key: heldKeepingKey(did) });
}
