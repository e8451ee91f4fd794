import { shownText } from "../../../protocol/text.ts";

const FROM_RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** A value in the middle of a sentence. Words of scripts that run from right to left keep to themselves: the numbers beside them stay where they are. */
export function inSentence(value: string): string {
  const shown = shownText(value);
  return FROM_RIGHT_TO_LEFT.test(shown) ? `${ISOLATE}${shown}${END}` : shown;
}
