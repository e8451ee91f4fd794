import { z } from "zod";
import { BUCKET_PAGE_SIZE, bucketBits, bucketName, bucketQuery } from "./buckets.ts";
import { defineEndpoint } from "./endpoint.ts";
import { cursor } from "./page.ts";
import { asOf, count, electionParams, recorded } from "./recorded.ts";
import { fieldElement, hash32, uint64 } from "./words.ts";

const privacy =
  "A receipt's nullifier is never sent. The client asks for a bucket of at least 64 ballots (all, where there are fewer) and searches it. " +
  "Asking again with a longer bucket name than before can narrow down an earlier question: keep to the first one. `findReceipt` of the client does.";

export const readReceiptBuckets = defineEndpoint({
  name: "readReceiptBuckets",
  method: "GET",
  path: "/v1/elections/:electionId/receipts",
  tag: "Receipts",
  summary: "How finely receipts of this election may be asked for",
  description: privacy,
  cost: "read",
  params: electionParams,
  success: {
    status: 200,
    body: z.strictObject({ electionId: uint64, bucketBits, ballots: count, asOf }),
  },
  problems: ["NOT_FOUND"],
});

export const readReceiptBucket = defineEndpoint({
  name: "readReceiptBucket",
  method: "GET",
  path: "/v1/elections/:electionId/receipts/:bucket",
  tag: "Receipts",
  summary: "All ballots of a bucket",
  description: `${privacy} A bucket that holds too few is answered with a wider one around it: \`bucket\` says which.`,
  cost: "read",
  params: electionParams.extend({ bucket: bucketName }),
  query: bucketQuery,
  success: {
    status: 200,
    body: z.strictObject({
      electionId: uint64,
      bucket: bucketName,
      /** By nullifier. */
      items: z
        .array(z.strictObject({ nullifier: fieldElement, ballotHash: hash32, index: count, recorded }))
        .max(BUCKET_PAGE_SIZE),
      nextCursor: cursor.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});
