import assert from "node:assert/strict";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import {
  DEPARTMENT_ADDRESS_FORMAT,
  departmentAddressMessage,
  departmentAddressSigner,
  departmentAddressText,
  parseDepartmentAddress,
  type DepartmentAddress,
} from "../../../src/protocol/letters/department-address.ts";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";

const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

const statement = {
  chainId: 31337n,
  department: "did:web:residents.example",
  box: "Ym94.cHVibGlj",
  schema: "urn:psephos:schema:resident-identity:1",
};

async function signed(): Promise<DepartmentAddress> {
  const signature = await developmentAccount(5).signMessage(departmentAddressMessage(statement));
  return { format: DEPARTMENT_ADDRESS_FORMAT, ...statement, signature };
}

describe("the address of a department", () => {
  it("is read from its link as it was written, and names who signed it", async () => {
    const address = await signed();
    const read = parseDepartmentAddress(departmentAddressText(address));
    assert.deepEqual(read, address);
    assert.equal(departmentAddressSigner(read), developmentAccount(5).address);
  });

  it("has another signer once any field is changed", async () => {
    const address = await signed();
    const changes: Partial<DepartmentAddress>[] = [
      { department: "did:web:other.example" },
      { box: "b3RoZXI.Ym94" },
      { chainId: 1n },
      { schema: "urn:psephos:schema:income-tax:1" },
      { schema: undefined },
    ];
    for (const change of changes) {
      assert.notEqual(departmentAddressSigner({ ...address, ...change }), developmentAccount(5).address);
    }
  });

  it("has no signer where the signature is none", async () => {
    assert.equal(departmentAddressSigner({ ...(await signed()), signature: `0x${"0".repeat(130)}` }), undefined);
  });

  it("refuses what is cut off, too long, or written otherwise", async () => {
    const text = departmentAddressText(await signed());
    const spaced = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(text, "base64url").toString()), null, 1));
    for (const wrong of ["", "*", text.slice(0, -4), text.padEnd(1700, "A"), spaced.toString("base64url")]) {
      assert.throws(() => parseDepartmentAddress(wrong), refusal("DEPARTMENT_ADDRESS_MALFORMED"));
    }
  });
});
