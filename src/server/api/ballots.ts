import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { count, electionParams, recorded, recordPage } from "./recorded.ts";
import { decimal, fieldElement, hash32 } from "./words.ts";

export const listBallots = defineEndpoint({
  name: "listBallots",
  method: "GET",
  path: "/v1/elections/:electionId/ballots",
  tag: "Ballots",
  summary: "Accepted ballots in the order of acceptance",
  description:
    "To look for your own ballot use receipts: they do not tell this service which one is yours. `words=true` adds each ballot as it was cast: 8 proof words, nullifier, 4 words an option.",
  cost: "read",
  params: electionParams,
  query: pageQuery.extend({ words: z.enum(["true", "false"]).prefault("false") }),
  success: {
    status: 200,
    body: recordPage(
      z.strictObject({
        /** Order of acceptance, from 0. */
        index: count,
        nullifier: fieldElement,
        /** Of nullifier and ciphertexts, as on the receipt. */
        ballotHash: hash32,
        words: z.array(decimal).max(41).optional(),
        recorded,
      }),
    ),
  },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});
