import { readEnrolled, readEnrolmentOpened } from "../../chain/enrolment-events.ts";
import { readEnrolment } from "../../chain/enrolments.ts";
import { finalBlock } from "../../chain/finality.ts";
import { translating } from "../../chain/sending/errors.ts";
import { PsephosError } from "../../errors.ts";
import { toCommitment } from "../../protocol/identity.ts";
import { MAX_NAME_LENGTH, serialiseRoll } from "../../protocol/roll-file.ts";
import { makeRoll, type Roll, type RollRecord } from "../../protocol/roll.ts";
import { textFault } from "../../protocol/text.ts";
import type { Chain } from "../chain-session.ts";
import { writeFileWhole } from "../write-file.ts";
import { requireProven } from "./proven-enrolled.ts";
import { openRoll } from "./roll-files.ts";

/** The electoral roll of a closed open electorate: its commitments, each of weight 1, under its name. Anyone gets the same file. */
export async function buildEnrolmentRoll(input: {
  chain: Chain;
  enrolmentId: bigint;
  to: string;
}): Promise<{ record: RollRecord; name: string }> {
  const roll = await readEnrolmentRoll(input);
  const file = serialiseRoll(roll);
  const { record } = await openRoll(file);
  await writeFileWhole({ file: input.to, data: file, secrecy: "public" });
  return { record, name: roll.name };
}

/** Refuses a roll file that has someone else, another weight or fewer people than enrolled. */
export async function checkEnrolmentRoll(input: {
  chain: Chain;
  enrolmentId: bigint;
  file: Uint8Array;
}): Promise<{ record: RollRecord }> {
  const [expected, { roll, record }] = await Promise.all([readEnrolmentRoll(input), openRoll(input.file)]);
  const enrolled = new Set(expected.entries.map(({ commitment }) => commitment));
  const strangers = roll.entries.filter(({ commitment, weight }) => weight !== 1n || !enrolled.has(commitment)).length;
  const missing = expected.entries.length - (roll.entries.length - strangers);
  if (strangers + missing > 0) {
    const message = `This roll is not that of enrolment ${input.enrolmentId}: ${strangers} entries did not enrol so, and ${missing} are missing. Do not use it.`;
    throw new PsephosError("PUBLIC_FILE_ALTERED", message, { detail: { strangers, missing } });
  }
  return { record };
}

/** As of a final block, so that everybody gets the same roll, and with every proof verified again. */
async function readEnrolmentRoll({ chain, enrolmentId }: { chain: Chain; enrolmentId: bigint }): Promise<Roll> {
  const block = await translating(finalBlock(chain));
  const [enrolment, opened, enrolled, closing] = await Promise.all([
    readEnrolment(chain, enrolmentId, { block }),
    readEnrolmentOpened(chain, enrolmentId),
    readEnrolled(chain, enrolmentId, { toBlock: block }),
    translating(chain.provider.getBlock(block)),
  ]);
  const { size, closesAt } = enrolment;
  if (closing === null || closing.timestamp < closesAt) {
    const message = `Enrolment ${enrolmentId} is not closed, or its close is not final on this chain: others may still enrol. Wait.`;
    throw new PsephosError("PHASE_WRONG", message);
  }
  if (enrolled.length !== size || enrolled.some(({ position }, index) => position !== index)) {
    const message = `The chain counts ${size} enrolled and the node shows ${enrolled.length}: it leaves something out. Ask another node.`;
    throw new PsephosError("CHAIN_UNSUPPORTED", message);
  }
  await requireProven({ chain, enrolment, enrolled, block });
  const entries = enrolled.map(({ commitment }) => ({ commitment: toCommitment(commitment), weight: 1n }));
  return makeRoll({ name: nameOf(opened), entries });
}

/** The contract takes any bytes for a name. One that no roll may have must not keep those who enrolled from voting. */
function nameOf({ name, enrolmentId }: { name: string; enrolmentId: bigint }): string {
  return textFault(name, { maxLength: MAX_NAME_LENGTH }) === undefined ? name : `Enrolment ${enrolmentId}`;
}
