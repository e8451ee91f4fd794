import { enrol, parseEligibility } from "../../protocol/enrolment.ts";
import type { RollRecord } from "../../protocol/roll.ts";
import { serialiseRoll } from "../../protocol/roll-file.ts";
import { writeFileWhole } from "../write-file.ts";
import { openRoll } from "./roll-files.ts";

/** From registrations to the roll file. One bad line refuses them all: nobody drops out silently. */
export async function buildRoll(input: {
  name: string;
  registrations: string;
  /** CSV text: reference and weight. */
  eligibility?: string | undefined;
  to: string;
}): Promise<{ record: RollRecord; unregistered: readonly string[] }> {
  const { name, registrations, to } = input;
  const eligibility = input.eligibility === undefined ? undefined : parseEligibility(input.eligibility);
  const { roll, unregistered } = enrol({ name, registrations, eligibility });
  const file = serialiseRoll(roll);
  const { record } = await openRoll(file);
  await writeFileWhole({ file: to, data: file, secrecy: "public" });
  return { record, unregistered };
}
