import { latestTime } from "../../../../chain/time.ts";
import { PsephosError } from "../../../../errors.ts";
import type { LogHead } from "../../../../protocol/sharing/log-head.ts";
import { requestErasure } from "../../../holder/request-erasure.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { eraseRecords, receiveErasureRequest } from "../../../record-keeper/erase-records.ts";
import { readRecord } from "../../../record-keeper/read-record.ts";
import { verifySubject } from "../../../record-keeper/verify-subject.ts";
import type { Stage } from "../../stage.ts";
import type { Citizen } from "../world.ts";
import { anchor, findOwn, type Log } from "./log.ts";

/** She has her records erased: the registry can read them no more, and the log stands as before. */
export async function eraseAll(
  stage: Stage,
  { log, citizen, asked, seen }: { log: Log; citizen: Citizen; asked: PublishedPolicy; seen: LogHead },
): Promise<void> {
  const { keeper } = log;
  const { prover, chain } = stage;
  const { records } = await findOwn(stage, { log, citizen, asked });
  const { verifier, scope } = asked.parts[0].policy;
  const targets = ["access-records", "consents"] as const;
  const request = await requestErasure({ prover, identity: citizen.wallet.identity, verifier, scope, targets });
  const now = await latestTime(chain);
  await receiveErasureRequest({ keeper, request, verifySubject, now });
  await eraseRecords({ keeper, requestId: request.id, now });
  stage.narrator.say("erased", { count: records.length });
  await stage.refusals.expect({
    cheat: "no-permission",
    attempt: "afterErasure",
    because: "RECORD_UNREADABLE",
    act: () => readRecord(keeper, records[0]!.entry.sequence),
  });
  await anchor(stage, log);
  const found = await findOwn(stage, { log, citizen, asked, lastSeen: seen });
  if (found.entryCount <= seen.size) throw new PsephosError("DEMONSTRATION_FAILED", "The log did not grow.");
  stage.narrator.say("stillWhole");
}
