import { z } from "zod";
import { PRESENTATION_CIRCUITS } from "../../protocol/credential/policy-terms.ts";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, bilingual, count, policyParams, recorded, recordPage, searchText } from "./recorded.ts";
import { decimal, fieldElement, hash32, uint64 } from "./words.ts";

const summary = {
  policyId: uint64,
  departmentId: decimal,
  /** Null if the registry does not know the department. */
  did: z.string().max(255).nullable(),
  /** From the text; null unless `textFits`. */
  title: bilingual.nullable(),
  /** The text is a policy this program reads, and gives exactly these terms. Prove nothing to a policy of which that is false. */
  textFits: z.boolean(),
  /** Takes no new attestations or enrolments. */
  retired: z.boolean(),
  recorded,
};

export const listPolicies = defineEndpoint({
  name: "listPolicies",
  method: "GET",
  path: "/v1/policies",
  tag: "Policies",
  summary: "Policies, the newest first",
  description: "`q` searches the policies' texts: titles, purposes, attributes.",
  cost: "read",
  query: pageQuery.extend({ q: searchText.optional(), departmentId: decimal.optional() }),
  success: { status: 200, body: recordPage(z.strictObject(summary)) },
  problems: ["REQUEST_MALFORMED"],
});

export const readPolicy = defineEndpoint({
  name: "readPolicy",
  method: "GET",
  path: "/v1/policies/:policyId",
  tag: "Policies",
  summary: "One policy: text, terms, and what it asks in plain words",
  cost: "read",
  params: policyParams,
  success: {
    status: 200,
    body: z.strictObject({
      ...summary,
      terms: z.strictObject({
        departmentId: decimal,
        scopeId: fieldElement,
        policyHash: fieldElement,
        circuit: z.enum(PRESENTATION_CIRCUITS),
        /** Seconds. */
        maxStatusAge: count,
        maxClockSkew: count,
        validity: count,
        lapses: z.boolean(),
        revocable: z.boolean(),
      }),
      textHash: hash32,
      /** The policy file as the department sent it. */
      text: z.string(),
      /** Sentence by sentence what a holder consents to; null unless `textFits`. */
      inWords: z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }).nullable(),
      retirement: recorded.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});
