import { verifyTypedData, type TypedDataDomain, type TypedDataField } from "ethers";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { address, bytes32, decimal, unixSeconds } from "../json.ts";
import { bilingual, canonicalText, department, line, parseCanonical, uuid } from "./forms.ts";

export const DATA_REQUEST_FORMAT = "psephos.data-request/1";

const statement = {
  format: z.literal(DATA_REQUEST_FORMAT),
  id: uuid,
  /** The chain and the PolicyRegistry that the policy's number belongs to. */
  chainId: decimal,
  policies: address,
  policyId: decimal,
  /** Who asks. */
  requester: department,
  /** Salted hash of the official's name: the department can say who it was, nobody else can find out. */
  official: bytes32,
  /** File number of the case. */
  caseReference: line(100),
  reason: bilingual(1000),
  issuedAt: unixSeconds,
  /** Not answered from then on. */
  expiresAt: unixSeconds,
};
const requestForm = z.strictObject({
  ...statement,
  /** 65 bytes: EIP-712 by the requester's account. */
  signature: z.string().regex(/^0x[0-9a-f]{130}$/, "must be 0x and 130 lower-case hexadecimal digits"),
});

/** A department asks for a person's data: what for is the policy's, why now and in which case is here. */
export type DataRequest = z.output<typeof requestForm>;
export type DataRequestStatement = Omit<DataRequest, "signature">;

const FIELDS: readonly TypedDataField[] = [
  { name: "id", type: "string" },
  { name: "policyId", type: "uint256" },
  { name: "requester", type: "string" },
  { name: "official", type: "bytes32" },
  { name: "caseReference", type: "string" },
  { name: "reasonZh", type: "string" },
  { name: "reasonEn", type: "string" },
  { name: "issuedAt", type: "uint64" },
  { name: "expiresAt", type: "uint64" },
];

export interface TypedData {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly value: Record<string, unknown>;
}

/** What the department's account signs (EIP-712), as wallets and ethers' signTypedData take it. */
export function dataRequestTypedData(request: DataRequestStatement): TypedData {
  const { chainId, policies, id, policyId, requester, official, caseReference, reason, issuedAt, expiresAt } = request;
  return {
    domain: { name: "Psephos", version: "1", chainId, verifyingContract: policies },
    types: { DataRequest: [...FIELDS] },
    value: {
      ...{ id, policyId, requester, official, caseReference },
      ...{ reasonZh: reason.zh, reasonEn: reason.en, issuedAt, expiresAt },
    },
  };
}

export function dataRequestText(request: DataRequest): string {
  return canonicalText(request);
}

/** Well-formed only; who signed, `checkDataRequest` tells. */
export function parseDataRequest(text: string): DataRequest {
  return parseCanonical(requestForm, text, "data request");
}

/** A PolicyRegistry on its chain: a policy's number means something only there. */
export interface RegistryPlace {
  readonly chainId: bigint;
  /** 0x and 40 hexadecimal digits. */
  readonly policies: string;
}

export function isOfRegistry(request: DataRequest, { chainId, policies }: RegistryPlace): boolean {
  return request.chainId === chainId && request.policies.toLowerCase() === policies.toLowerCase();
}

/** Refuses a request that another account signed, or that is not in force at `now`, unix seconds. */
export function checkDataRequest(request: DataRequest, { account, now }: { account: string; now: number }): void {
  if (signerOf(request)?.toLowerCase() !== account.toLowerCase()) {
    throw refused(`the account of ${request.requester} did not sign it`);
  }
  if (now < request.issuedAt) throw refused("it is dated in the future; compare the clocks");
  if (now >= request.expiresAt) throw refused("it has expired; ask for a new one");
}

function signerOf(request: DataRequest): string | undefined {
  const { domain, types, value } = dataRequestTypedData(request);
  try {
    return verifyTypedData(domain, types, value, request.signature);
  } catch {
    // No public key fits these numbers: nobody signed.
    return undefined;
  }
}

function refused(reason: string): PsephosError {
  return new PsephosError("DATA_REQUEST_REFUSED", `The data request is refused: ${reason}.`);
}
