import { isPsephosError } from "../../errors.ts";
import { parsePresentation, type Presentation } from "../../protocol/credential/presentation-file.ts";
import { readFileJson } from "../read-file.ts";
import { relayPresentations, type RelayOutcome, type RelayRequest } from "./relay.ts";

/** What became of one file. */
export interface RelayedFile {
  readonly file: string;
  readonly outcome: RelayOutcome;
}

/** Sends what holders handed in, a file each; one that cannot be read costs the others nothing. */
export async function relayFiles(
  request: Omit<RelayRequest, "presentations"> & { files: readonly string[] },
): Promise<RelayedFile[]> {
  const read = new Map<string, Presentation | RelayOutcome>();
  for (const file of request.files) read.set(file, await readPresentation(file));
  const presentations = [...read.values()].filter((each) => "signals" in each);
  const sent = await relayPresentations({ ...request, presentations });
  const outcomes = new Map(presentations.map((presentation, index) => [presentation, sent[index]!]));
  return [...read].map(([file, each]) => ({ file, outcome: "signals" in each ? outcomes.get(each)! : each }));
}

async function readPresentation(file: string): Promise<Presentation | RelayOutcome> {
  try {
    return parsePresentation(await readFileJson(file));
  } catch (error) {
    if (!isPsephosError(error)) throw error;
    return { state: "refused", code: error.code, message: error.message };
  }
}
