import { rm } from "node:fs/promises";
import { certificateText, type ErasureCertificate, type ErasureRequest } from "../../protocol/sharing/erasure.ts";
import type { LogReceipt } from "../../protocol/sharing/log-head.ts";
import { writeFileWhole } from "../write-file.ts";
import { eraseRecords, receiveErasureRequest } from "./erase-records.ts";
import type { RecordKeeper } from "./keeper.ts";
import { verifySubject } from "./verify-subject.ts";

/**
 * Takes a request in, erases, and writes the certificate for the person. The certificate's place is taken first: once the records are
 * gone nobody could write it again.
 */
export async function carryOutErasure(input: {
  keeper: RecordKeeper;
  request: ErasureRequest;
  /** Unix seconds. */
  now: number;
  to: string;
}): Promise<{ certificate: ErasureCertificate; receipt: LogReceipt }> {
  const { keeper, request, now, to } = input;
  await writeFileWhole({ file: to, data: "", secrecy: "secret" });
  try {
    await receiveErasureRequest({ keeper, request, verifySubject, now });
    const done = await eraseRecords({ keeper, requestId: request.id, now });
    const data = `${certificateText(done.certificate)}\n`;
    await writeFileWhole({ file: to, data, secrecy: "secret", overwrite: true });
    return done;
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}
