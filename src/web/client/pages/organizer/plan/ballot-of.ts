import type { Manifest } from "../../../../../protocol/manifest.ts";
import { inBoth } from "../../../../shared/both-languages.ts";
import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";
import { rulesOf } from "./faults.ts";

/** Options and rules as the manifest will have them; undefined while names are missing or rules do not fit. */
export function ballotOf(draft: ElectionDraft): Pick<Manifest, "options" | "rules"> | undefined {
  const rules = rulesOf(draft);
  const options = draft.options.map(({ id, label, description }) => {
    const described = inBoth(description);
    return { id, label: inBoth(label), ...(described.en === "" ? {} : { description: described }) };
  });
  return rules === undefined || options.some(({ label }) => label.en === "") ? undefined : { rules, options };
}
