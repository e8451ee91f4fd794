import type { AlertKind } from "../../api/alerts.ts";
import type { AlertDetails } from "../finding.ts";

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** For whoever is on duty: what was seen, and what to do now. `docs/operations.md` has the long form. */
export interface AlertText {
  readonly sentence: Bilingual;
  readonly advice: Bilingual;
}

export type TextsOf<Kind extends AlertKind> = {
  readonly [K in Kind]: (detail: AlertDetails[K]) => AlertText;
};
