import { firstTexts } from "./first.ts";
import { otherTexts } from "./others.ts";

/** Every namespace in Chinese. */
export const texts = { ...firstTexts, ...otherTexts };
