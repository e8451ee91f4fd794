import { z } from "zod";
import { fromBase64url, toBase64url } from "../../protocol/credential/base64url.ts";
import { defineEndpoint } from "./endpoint.ts";
import { cursor } from "./page.ts";
import { integerText, unixSeconds } from "./words.ts";

/** Of one letter, sealed. */
export const MAX_LETTER_BYTES = 256 * 1_024;
/** In one box at a time. */
export const MAX_LETTERS = 500;
export const MAX_BOX_BYTES = 16 * 1_048_576;
export const LETTER_DAYS = 30;

/** 4 for 3 bytes. */
const MAX_CHARACTERS = Math.ceil((MAX_LETTER_BYTES * 4) / 3);
const PAGE = 20;
const JSON_BYTES = 1_024;

const TAG = "Letters";
const box = z.string().regex(/^[0-9a-f]{64}$/, "must be a box, 64 lower-case hexadecimal digits");
const letterId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a letter's id, a lower-case UUID");
/** Base64url in JSON, bytes in the program. */
const sealed = z.codec(
  z
    .string()
    .min(1)
    .max(MAX_CHARACTERS)
    .regex(/^[A-Za-z0-9_-]+$/)
    .refine((text) => fromBase64url(text) !== undefined, "must be base64url without padding"),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  { decode: (text) => fromBase64url(text)!, encode: toBase64url },
);

export const postLetter = defineEndpoint({
  name: "postLetter",
  method: "POST",
  path: "/v1/letters/:box",
  tag: TAG,
  summary: "Puts a sealed letter into a box.",
  description: `Seal it to the box's key first: who keeps the box cannot read it, and knows neither who sends nor who owns it. At most ${MAX_LETTERS} letters, and ${MAX_BOX_BYTES / 1_048_576} MiB of them, wait in a box, each for ${LETTER_DAYS} days; when the service is nearly full, the oldest only for one. One address may bring so many bytes a day. The same letter again changes nothing.`,
  cost: "letter",
  params: z.strictObject({ box }),
  body: z.strictObject({ sealed }),
  bodyBytes: MAX_CHARACTERS + JSON_BYTES,
  success: { status: 204 },
  problems: ["LETTER_BOX_FULL", "STORAGE_FULL", "STORE_UNAVAILABLE"],
  idempotent: true,
});

export const readLetters = defineEndpoint({
  name: "readLetters",
  method: "GET",
  path: "/v1/letters/:box",
  tag: TAG,
  summary: "The letters of one's own box, the first to come first.",
  description:
    "The token is base64url of 32 random bytes whose SHA-256, in hexadecimal, is the box. Read letters stay until they are deleted, or their time is over.",
  cost: "read",
  bearer: true,
  params: z.strictObject({ box }),
  query: z.strictObject({
    limit: integerText({ min: 1, max: PAGE }).prefault(String(PAGE)),
    cursor: cursor.optional(),
  }),
  success: {
    status: 200,
    body: z.strictObject({
      items: z
        .array(
          z.strictObject({
            id: letterId,
            sealed,
            /** The hour in which it came. */
            arrivedAt: unixSeconds,
          }),
        )
        .max(PAGE),
      nextCursor: cursor.nullable(),
    }),
  },
  problems: ["ACCESS_DENIED", "REQUEST_MALFORMED", "STORE_UNAVAILABLE"],
});

export const dropLetter = defineEndpoint({
  name: "dropLetter",
  method: "DELETE",
  path: "/v1/letters/:box/:id",
  tag: TAG,
  summary: "Deletes a letter from one's own box.",
  description: "One that is not there any more is deleted.",
  cost: "write",
  bearer: true,
  params: z.strictObject({ box, id: letterId }),
  success: { status: 204 },
  problems: ["ACCESS_DENIED", "STORE_UNAVAILABLE"],
});

export const LETTER_ENDPOINTS = [postLetter, readLetters, dropLetter] as const;
