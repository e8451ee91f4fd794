/** What holds for every text of the portal, in either language. */

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A key as pages say it: forms for one and for many are one key, and i18next takes the form by `count`. */
type KeyOf<T> = { [K in keyof T & string]: K extends `${infer Base}_${"one" | "other"}` ? Base : K }[keyof T & string];

/** Names within double braces. */
type PlacesOf<Words extends string> = Words extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

type WordsOf<T, K extends string> = T[keyof T & (K | `${K}_one` | `${K}_other`)] & string;

type ValuesFor<Words extends string> = [PlacesOf<Words>] extends [never]
  ? []
  : [values: Readonly<Record<PlacesOf<Words>, string | number | bigint>>];

/** Says a text by its key, with a value for every place in it. Texts are written `as const`, so that missing values are found by types. */
export type Say<T> = <K extends KeyOf<T>>(key: K, ...values: ValuesFor<WordsOf<T, K>>) => string;

/** The same keys as in English. Chinese has one form for all counts. */
export type Translated<T> = { readonly [K in keyof T & string as K extends `${string}_one` ? never : K]: string };
