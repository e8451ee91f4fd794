import { queries } from "../../../state/queries.ts";

/** Name of what the worker was asked of an office's records. */
export function recordsKey(did: string, ...what: readonly string[]): readonly string[] {
  return ["department", "records", did, ...what];
}

/** What was known may be different now. */
export async function lookAtRecords(did: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: recordsKey(did) });
}
