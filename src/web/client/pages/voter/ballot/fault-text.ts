import { useTexts } from "../../../state/texts.ts";
import type { Fault } from "./draft.ts";

/** What is wrong with a draft, in words that say what to do. */
export function useFaultText(): (fault: Fault) => string {
  const say = useTexts("vote");
  return (fault) => {
    switch (fault.key) {
      case "faultNothing":
      case "faultSame":
        return say(fault.key);
      case "faultTooHigh":
        return say(fault.key, { max: fault.max });
      case "faultTooMany":
      case "faultTooFew":
      case "faultTooMuch":
      case "faultTooLittle":
      case "faultPlaces":
        return say(fault.key, { count: fault.count, limit: fault.limit });
    }
  };
}
