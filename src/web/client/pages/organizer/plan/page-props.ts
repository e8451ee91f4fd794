import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";

/** What every page of a plan is given. */
export interface PlanPageProps {
  readonly draft: ElectionDraft;
  /** Takes a change over at once; `undefined` takes a value away. */
  readonly change: (changed: { readonly [Key in keyof ElectionDraft]?: ElectionDraft[Key] | undefined }) => void;
  /** Words of what is wrong at a field, once the page was refused. */
  readonly errorOf: (fieldId: string) => string | undefined;
}
