import { verifyMessage } from "ethers";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { fromBase64url, toBase64url } from "../credential/base64url.ts";
import { schemaId } from "../credential/schema.ts";
import { decimal, firstIssue } from "../json.ts";
import { canonicalText, department } from "../sharing/forms.ts";
import { decodeUtf8 } from "../text.ts";

export const DEPARTMENT_ADDRESS_FORMAT = "psephos.department-address/1";

/** Room for the longest names; a QR code holds less than twice as much. */
const MAX_TEXT_CHARACTERS = 1600;

const statement = {
  format: z.literal(DEPARTMENT_ADDRESS_FORMAT),
  /** Of the registry that knows the department's account. */
  chainId: decimal,
  department,
  /** Public part of the letter box, as `roles/letters` writes it. */
  box: z.string().regex(/^[A-Za-z0-9._~:-]{1,600}$/, "must be a letter box's address"),
  /** Of the credentials that are issued at this desk; absent for other desks. */
  schema: schemaId.optional(),
};
const addressForm = z.strictObject({
  ...statement,
  signature: z.string().regex(/^0x[0-9a-f]{130}$/, "must be 0x and 130 lower-case hexadecimal digits"),
});

/**
 * Where a department takes sealed letters, signed by its account on chain: whoever only borrows its name gets no letter. People
 * get it as a link or a QR code.
 */
export type DepartmentAddress = z.output<typeof addressForm>;
export type DepartmentAddressStatement = Omit<DepartmentAddress, "signature" | "format">;

/** What the account signs, as EIP-191 has it: the RFC 8785 text of all but the signature. */
export function departmentAddressMessage(address: DepartmentAddressStatement): string {
  const { chainId, department: did, box, schema } = address;
  return canonicalText({ format: DEPARTMENT_ADDRESS_FORMAT, chainId, department: did, box, schema });
}

/** Base64url, for links. */
export function departmentAddressText(address: DepartmentAddress): string {
  return toBase64url(new TextEncoder().encode(canonicalText(address)));
}

/** Well-formed only; whether the department's account signed it, the registry tells. */
export function parseDepartmentAddress(text: string): DepartmentAddress {
  if (text.length > MAX_TEXT_CHARACTERS) throw malformed("it is too long");
  const json = jsonOf(fromBase64url(text));
  const parsed = addressForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  if (departmentAddressText(parsed.data) !== text) throw malformed("it is not in its one form");
  return parsed.data;
}

/** Account that signed it, 0x…; undefined if nobody can have. */
export function departmentAddressSigner(address: DepartmentAddress): string | undefined {
  try {
    return verifyMessage(departmentAddressMessage(address), address.signature);
  } catch {
    // No public key fits these numbers: nobody signed.
    return undefined;
  }
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformed(reason: string): PsephosError {
  const message = `This is no whole address of a department: ${reason}. Open the link or scan the code again.`;
  return new PsephosError("DEPARTMENT_ADDRESS_MALFORMED", message);
}
