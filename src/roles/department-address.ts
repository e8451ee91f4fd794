import { readDepartmentAccount } from "../chain/issuers.ts";
import { PsephosError } from "../errors.ts";
import { departmentIdOf } from "../protocol/credential/issuer-key.ts";
import {
  DEPARTMENT_ADDRESS_FORMAT,
  departmentAddressMessage,
  departmentAddressSigner,
  parseDepartmentAddress,
  type DepartmentAddress,
  type DepartmentAddressStatement,
} from "../protocol/letters/department-address.ts";
import type { Account, Chain } from "./chain-session.ts";

/** Signs where the account's department takes letters; `box` as `letters/` writes a box's address. */
export async function signDepartmentAddress(input: {
  chain: Chain;
  account: Account;
  statement: Omit<DepartmentAddressStatement, "chainId">;
}): Promise<DepartmentAddress> {
  const { chain, account } = input;
  const statement = { ...input.statement, chainId: BigInt(chain.chainId) };
  const signature = (await account.signMessage(departmentAddressMessage(statement))).toLowerCase();
  return { format: DEPARTMENT_ADDRESS_FORMAT, ...statement, signature };
}

/** An address as a link has it, signed by the account that acts for its department now. Refuses every other one. */
export async function openDepartmentAddress({
  chain,
  text,
}: {
  chain: Chain;
  text: string;
}): Promise<DepartmentAddress> {
  const address = parseDepartmentAddress(text);
  const { chainId, department } = address;
  if (chainId !== BigInt(chain.chainId)) throw refused(department, `it belongs to chain ${chainId}, this is another`);
  const account = await readDepartmentAccount(chain, departmentIdOf(department));
  if (account === undefined) throw refused(department, "the registry does not know this department");
  if (departmentAddressSigner(address)?.toLowerCase() !== account.toLowerCase()) {
    throw refused(department, "the department's account did not sign it");
  }
  return address;
}

function refused(department: string, reason: string): PsephosError {
  const message = `This address does not lead to ${department}: ${reason}. Send nothing there; ask the office.`;
  return new PsephosError("DEPARTMENT_ADDRESS_REFUSED", message, { detail: { department } });
}
