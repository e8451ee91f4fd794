import { z } from "zod";
import { BUCKET_PAGE_SIZE, bucketBits, bucketName, bucketQuery } from "./buckets.ts";
import { defineEndpoint } from "./endpoint.ts";
import { cursor, pageQuery } from "./page.ts";
import { asOf, count, policyParams, recorded, recordPage } from "./recorded.ts";
import { fieldElement, hash32, uint64, unixSeconds } from "./words.ts";

const attestation = z.strictObject({
  pseudonym: fieldElement,
  attestedAt: unixSeconds,
  /** Exclusive. */
  expiresAt: unixSeconds,
  withdrawn: z.boolean(),
  revoked: z.boolean(),
  /** At the time of the newest block: not expired, withdrawn or revoked. */
  valid: z.boolean(),
  /** Of the newest presentation. */
  recorded,
});

export const countAttestations = defineEndpoint({
  name: "countAttestations",
  method: "GET",
  path: "/v1/policies/:policyId/attestations/by-day",
  tag: "Attestations",
  summary: "How many presentations a policy took on each day, the newest day first",
  description: "By the chain's time, days of UTC. Days without one are left out. Renewals count again.",
  cost: "read",
  params: policyParams,
  query: pageQuery,
  success: {
    status: 200,
    body: recordPage(
      z.strictObject({
        startsAt: unixSeconds,
        attested: count,
        withdrawn: count,
        revoked: count,
        /** False while one of this day could still be taken back. */
        final: z.boolean(),
      }),
    ),
  },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});

export const readAttestationBuckets = defineEndpoint({
  name: "readAttestationBuckets",
  method: "GET",
  path: "/v1/policies/:policyId/attestations/buckets",
  tag: "Attestations",
  summary: "How finely pseudonyms of this policy may be asked for",
  description: "As with receipts: who asks for a bucket does not say which pseudonym is meant.",
  cost: "read",
  params: policyParams,
  success: { status: 200, body: z.strictObject({ policyId: uint64, bucketBits, pseudonyms: count, asOf }) },
  problems: ["NOT_FOUND"],
});

export const readAttestationBucket = defineEndpoint({
  name: "readAttestationBucket",
  method: "GET",
  path: "/v1/policies/:policyId/attestations/buckets/:bucket",
  tag: "Attestations",
  summary: "All pseudonyms of a bucket, with what is recorded of each",
  description: "A bucket that holds too few is answered with a wider one around it: `bucket` says which.",
  cost: "read",
  params: policyParams.extend({ bucket: bucketName }),
  query: bucketQuery,
  success: {
    status: 200,
    body: z.strictObject({
      policyId: uint64,
      bucket: bucketName,
      /** By pseudonym. */
      items: z.array(attestation).max(BUCKET_PAGE_SIZE),
      nextCursor: cursor.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});

export const readAttestation = defineEndpoint({
  name: "readAttestation",
  method: "GET",
  path: "/v1/policies/:policyId/attestations/by-pseudonym/:pseudonym",
  tag: "Attestations",
  summary: "What is recorded of one pseudonym",
  description:
    "**Tells this service which pseudonym you ask about**, and so perhaps who is being served at your counter now. Ask for its bucket instead wherever that matters.",
  cost: "read",
  params: policyParams.extend({ pseudonym: fieldElement }),
  success: {
    status: 200,
    body: attestation.extend({
      policyId: uint64,
      /** Of the department, 0x and 64 digits; null unless revoked. */
      revocationReason: hash32.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});
