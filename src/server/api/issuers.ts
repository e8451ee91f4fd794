import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, count, recorded, recordPage, searchText } from "./recorded.ts";
import { address, decimal, fieldElement, hash32, integerText, point, unixSeconds } from "./words.ts";

/** keccak256(did) >> 8. */
const departmentId = decimal;
/** Place in the trust tree, 0 to 2^10 − 1. */
const keyIndex = z.int().min(0).max(1023);
const keyParams = z.strictObject({ keyIndex: integerText({ min: 0, max: 1023 }) });

const department = {
  departmentId,
  /** did:web, as the registry has it. */
  did: z.string().max(255),
  /** Acts for the department now. */
  account: address,
  recorded,
};

const status = z.strictObject({
  statusRoot: fieldElement,
  /** keccak256 over the hashes of both status list files. */
  listsHash: hash32,
  /** Root of the trust tree from then on. */
  trustRoot: fieldElement,
  recorded,
});

const issuerKey = z.strictObject({
  keyIndex,
  departmentId,
  did: z.string().max(255),
  schemaHash: fieldElement,
  epoch: count,
  endsAt: unixSeconds,
  /** SHA-256 of the department's X.509 certificate. */
  certificateHash: hash32,
  publicKey: point,
  /** "ended": its time is over; it signs nothing more and stays in the tree until it is removed. */
  state: z.enum(["trusted", "ended", "removed", "compromised"]),
  status,
  removed: recorded.nullable(),
  recorded,
});

export const listDepartments = defineEndpoint({
  name: "listDepartments",
  method: "GET",
  path: "/v1/departments",
  tag: "Issuers",
  summary: "Departments that the registry knows, in the order of registration",
  cost: "read",
  query: pageQuery.extend({ q: searchText.optional() }),
  success: { status: 200, body: recordPage(z.strictObject(department)) },
  problems: ["REQUEST_MALFORMED"],
});

export const readDepartment = defineEndpoint({
  name: "readDepartment",
  method: "GET",
  path: "/v1/departments/:departmentId",
  tag: "Issuers",
  summary: "One department, with its keys and the accounts that acted for it",
  cost: "read",
  params: z.strictObject({ departmentId }),
  success: {
    status: 200,
    body: z.strictObject({
      ...department,
      keys: z.array(keyIndex),
      /** In order, that of the registration first. */
      accounts: z.array(z.strictObject({ account: address, recorded })),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});

export const listIssuerKeys = defineEndpoint({
  name: "listIssuerKeys",
  method: "GET",
  path: "/v1/issuer-keys",
  tag: "Issuers",
  summary: "Keys that sign or signed credentials, in the order of the trust tree",
  cost: "read",
  query: pageQuery.extend({ departmentId: departmentId.optional() }),
  success: { status: 200, body: recordPage(issuerKey) },
  problems: ["REQUEST_MALFORMED"],
});

export const readIssuerKey = defineEndpoint({
  name: "readIssuerKey",
  method: "GET",
  path: "/v1/issuer-keys/:keyIndex",
  tag: "Issuers",
  summary: "One issuer key with its present status",
  cost: "read",
  params: keyParams,
  success: { status: 200, body: issuerKey.extend({ asOf }) },
  problems: ["NOT_FOUND"],
});

export const listStatusPublications = defineEndpoint({
  name: "listStatusPublications",
  method: "GET",
  path: "/v1/issuer-keys/:keyIndex/publications",
  tag: "Issuers",
  summary: "Every publication of a key's status lists, the newest first",
  cost: "read",
  params: keyParams,
  query: pageQuery,
  success: { status: 200, body: recordPage(status) },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});
