import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ElectionDraft } from "../../../worker/organizer/draft.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";

const keyOf = (id: string): readonly string[] => ["draft", id];
const FAULT = ["draft-fault"];

/** A plan as it is on this device, with what was typed a moment ago. */
export function useDraft(id: string): UseQueryResult<ElectionDraft> {
  return useQuery({ queryKey: keyOf(id), queryFn: () => office().organizer.draft(id), staleTime: Infinity });
}

let saving = Promise.resolve();

/** Shown at once, kept one after the other. */
export function changeDraft(draft: ElectionDraft): void {
  queries.setQueryData(keyOf(draft.id), draft);
  saving = saving
    .then(() => office().organizer.saveDraft(draft))
    .then(
      () => void queries.setQueryData(FAULT, null),
      (error: unknown) => void queries.setQueryData(FAULT, error),
    );
}

/** All that was typed is on this device. */
export function whenSaved(): Promise<void> {
  return saving;
}

/** Why the last change could not be kept; undefined or null if it was. */
export function useDraftFault(): unknown {
  return useQuery({ queryKey: FAULT, queryFn: () => null, enabled: false }).data;
}

/** The worker wrote into it: what is on chain already. */
export async function readDraftAgain(id: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: keyOf(id) });
}
