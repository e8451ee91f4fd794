import { FIELD } from "../../src/crypto/field.ts";
import { IDENTITY, type Point } from "../../src/crypto/babyjubjub.ts";

export const ORDER_2: Point = [0n, FIELD - 1n];
export const ORDER_4: Point = [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n];
export const ORDER_8: Point = [
  4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  4826523245007015323400664741523384119579596407052839571721035538011798951543n,
];
export const OFF_CURVE: Point = [1n, 0n];

/** Points that must never serve as a public key. */
export const UNUSABLE_KEYS: readonly (readonly [name: string, point: Point])[] = [
  ["the identity", IDENTITY],
  ["a point of order 2", ORDER_2],
  ["a point of order 4", ORDER_4],
  ["a point of order 8", ORDER_8],
  ["a pair off the curve", OFF_CURVE],
  ["coordinates that are not reduced", [FIELD, FIELD + 1n]],
];
