import { createHash, timingSafeEqual } from "node:crypto";
import { PsephosError } from "../../../errors.ts";
import { dropLetter, postLetter, readLetters } from "../../api/letters.ts";
import { decodeCursor, encodeCursor } from "../../api/page.ts";
import { route, type Route } from "../../http/route.ts";
import type { LetterBoxes } from "./letter-boxes.ts";

/** `countBytes` as dailyBytes gives it. Whoever reads or deletes shows the token; nothing is kept of who posts, or who reads. */
export function letterRoutes(boxes: LetterBoxes, countBytes: (caller: string, size: number) => void): readonly Route[] {
  return [
    route(postLetter, ({ params: { box }, body: { sealed }, caller }) => {
      countBytes(caller, sealed.length);
      return boxes.post(box, sealed);
    }),
    route(readLetters, async ({ params: { box }, query: { limit, cursor }, bearer }) => {
      requireToken(box, bearer);
      const letters = await boxes.waiting(box, { after: placeOf(cursor), count: limit + 1 });
      const page = letters.slice(0, limit);
      const last = letters.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(({ id, sealed, arrivedAt }) => ({ id, sealed, arrivedAt })),
        nextCursor: last === undefined ? null : encodeCursor([String(last.number)]),
      };
    }),
    route(dropLetter, async ({ params: { box, id }, bearer }) => {
      requireToken(box, bearer);
      await boxes.drop(box, id);
    }),
  ];
}

/** Same time whatever is wrong with it; whether there are letters, it does not tell. */
function requireToken(box: string, token: string): void {
  const named = createHash("sha256").update(Buffer.from(token, "base64url")).digest();
  if (timingSafeEqual(named, Buffer.from(box, "hex"))) return;
  throw new PsephosError("ACCESS_DENIED", "This token does not open this box.");
}

const LARGEST_PLACE = Number.MAX_SAFE_INTEGER;

function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const place = Number(decodeCursor(cursor, 1)[0]);
  if (Number.isInteger(place) && place >= 0 && place <= LARGEST_PLACE) return place;
  throw new PsephosError("REQUEST_MALFORMED", "The cursor is not one of this list. Start without one.");
}
