import type { z } from "zod";
import { PsephosError } from "../errors.ts";
import { firstIssue } from "./json.ts";

export interface ReceiptForm<Receipt> {
  readonly schema: z.ZodType<Receipt>;
  /** As people know it, such as "receipt". */
  readonly what: string;
  /** When its file was written. */
  readonly writtenWhen: string;
}

/** The receipt that a file's text holds. RECEIPT_MALFORMED names what is wrong with it, never what it says. */
export function parseReceiptText<Receipt>(text: string, form: ReceiptForm<Receipt>): Receipt {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw malformed(form, { reason: "it is not JSON", cause });
  }
  const parsed = form.schema.safeParse(json);
  if (!parsed.success) throw malformed(form, { reason: firstIssue(parsed.error) });
  return parsed.data;
}

function malformed(
  { what, writtenWhen }: ReceiptForm<unknown>,
  { reason, cause }: { reason: string; cause?: unknown },
): PsephosError {
  const message = `This is not a whole ${what}: ${reason}. Use the file that was written when ${writtenWhen}.`;
  return new PsephosError("RECEIPT_MALFORMED", message, { cause });
}
