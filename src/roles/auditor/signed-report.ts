import canonicalize from "canonicalize";
import { keccak256, toUtf8Bytes, verifyMessage, type BaseWallet } from "ethers";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { address, firstIssue } from "../../protocol/json.ts";
import { reportSchema, type VerificationReport } from "./verification-report.ts";

/**
 * A verification report under the auditor's name: an Ethereum account signs (ERC-191, as every wallet does) the text of `messageOf`.
 * It says who stands by the report. Whether the report is right, each reader's own verification tells.
 */
export const SIGNED_REPORT_FORMAT = "psephos.signed-verification/1";

const signedSchema = z.strictObject({
  format: z.literal(SIGNED_REPORT_FORMAT),
  report: reportSchema,
  signer: address,
  signature: z.string().regex(/^0x[0-9a-f]{130}$/, "must be 65 bytes in lower-case hexadecimal"),
});

export type SignedReport = z.output<typeof signedSchema>;

/** The whole report hangs on its hash: of its canonical JSON (RFC 8785). */
function messageOf(report: VerificationReport): string {
  const text = canonicalize(report);
  if (text === undefined) throw malformed("it cannot be written as JSON");
  return `Psephos verification report ${keccak256(toUtf8Bytes(text))}`;
}

export async function signReport(report: VerificationReport, account: BaseWallet): Promise<SignedReport> {
  const signature = await account.signMessage(messageOf(report));
  const signer = account.address.toLowerCase();
  return { format: SIGNED_REPORT_FORMAT, report, signer, signature };
}

export function signedReportText(signed: SignedReport): string {
  return `${JSON.stringify(signed, null, 2)}\n`;
}

/** A report as somebody gave it: REPORT_MALFORMED, or REPORT_SIGNATURE_INVALID unless `signer` signed exactly this. */
export function openSignedReport(text: string): SignedReport {
  const parsed = signedSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { report, signer, signature } = parsed.data;
  if (signerOf(messageOf(report), signature) !== signer) {
    throw new PsephosError(
      "REPORT_SIGNATURE_INVALID",
      "The report was altered, or somebody else signed it. Rely on nothing in it; verify for yourself.",
    );
  }
  return parsed.data;
}

/** Undefined for a signature that is no account's: the library refuses such numbers in several ways. */
function signerOf(message: string, signature: string): string | undefined {
  try {
    return verifyMessage(message, signature).toLowerCase();
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("it is not JSON, or it was cut off", cause);
  }
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("REPORT_MALFORMED", `This is no signed verification report: ${reason}.`, { cause });
}
