import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, count, recorded, recordPage, searchText } from "./recorded.ts";
import { fieldElement, uint64, unixSeconds } from "./words.ts";

const enrolment = z.strictObject({
  enrolmentId: uint64,
  policyId: uint64,
  name: z.string(),
  opensAt: unixSeconds,
  /** Exclusive. */
  closesAt: unixSeconds,
  phase: z.enum(["announced", "open", "closed"]).meta({ description: "At the time of the newest block." }),
  /** Commitments enrolled. */
  size: count,
  recorded,
});

const params = z.strictObject({ enrolmentId: uint64 });

export const listEnrolments = defineEndpoint({
  name: "listEnrolments",
  method: "GET",
  path: "/v1/enrolments",
  tag: "Enrolments",
  summary: "Open electorates, the newest first",
  cost: "read",
  query: pageQuery.extend({ q: searchText.optional() }),
  success: { status: 200, body: recordPage(enrolment) },
  problems: ["REQUEST_MALFORMED"],
});

export const readEnrolment = defineEndpoint({
  name: "readEnrolment",
  method: "GET",
  path: "/v1/enrolments/:enrolmentId",
  tag: "Enrolments",
  summary: "One open electorate",
  cost: "read",
  params,
  success: { status: 200, body: enrolment.extend({ asOf }) },
  problems: ["NOT_FOUND"],
});

export const listEnrolled = defineEndpoint({
  name: "listEnrolled",
  method: "GET",
  path: "/v1/enrolments/:enrolmentId/commitments",
  tag: "Enrolments",
  summary: "The enrolled commitments in the order of enrolment",
  description: "Read the whole list to find your own: asking for a part of it says where you are.",
  cost: "read",
  params,
  query: pageQuery,
  success: {
    status: 200,
    body: recordPage(
      z.strictObject({
        /** Order of enrolment, from 0. */
        position: count,
        commitment: fieldElement,
        pseudonym: fieldElement,
        recorded,
      }),
    ),
  },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});
