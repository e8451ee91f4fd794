import { firstTexts } from "./first.ts";
import { otherTexts } from "./others.ts";

/** Every namespace in English. */
export const texts = { ...firstTexts, ...otherTexts } as const;
