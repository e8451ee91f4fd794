import { randomUUID } from "node:crypto";
import { latestTime } from "../../../../chain/time.ts";
import { PsephosError } from "../../../../errors.ts";
import { erasureContext } from "../../../../protocol/credential/context.ts";
import { preparePseudonymProof, pseudonymSignals } from "../../../../protocol/credential/pseudonym-proof.ts";
import { ERASURE_REQUEST_FORMAT, type ErasureRequest } from "../../../../protocol/sharing/erasure.ts";
import type { LogHead } from "../../../../protocol/sharing/log-head.ts";
import { proveChecked } from "../../../prove-checked.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { eraseRecords, receiveErasureRequest } from "../../../record-keeper/erase-records.ts";
import { readRecord } from "../../../record-keeper/read-record.ts";
import { verifySubject } from "../../../record-keeper/verify-subject.ts";
import type { Stage } from "../../stage.ts";
import type { Citizen } from "../world.ts";
import { anchor, findOwn, type Log } from "./log.ts";

const TARGETS = ["access-records", "consents"] as const;

/** She has her records erased: the registry can read them no more, and the log stands as before. */
export async function eraseAll(
  stage: Stage,
  { log, citizen, asked, seen }: { log: Log; citizen: Citizen; asked: PublishedPolicy; seen: LogHead },
): Promise<void> {
  const { keeper } = log;
  const { records } = await findOwn(stage, { log, citizen, asked });
  const request = await requestOf(stage, { citizen, asked });
  const now = await latestTime(stage.chain);
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

/** Needs the secret behind her number alone: no credential, no name. */
async function requestOf(
  { prover }: Stage,
  { citizen, asked }: { citizen: Citizen; asked: PublishedPolicy },
): Promise<ErasureRequest> {
  const { departmentId: verifierId, scopeId } = asked.terms;
  const { verifier, scope } = asked.parts[0].policy;
  const id = `urn:uuid:${randomUUID()}`;
  const contextHash = erasureContext({ requestId: id, targets: TARGETS });
  const { secret } = citizen.wallet.identity;
  const { inputs, signals } = preparePseudonymProof({ secret, verifierId, scopeId, contextHash });
  const statements = [{ circuit: "pseudonym", inputs, signals: pseudonymSignals(signals) }] as const;
  const [proof] = await proveChecked({ prover, statements });
  return {
    ...{ format: ERASURE_REQUEST_FORMAT, id, verifier, scope, pseudonym: signals.pseudonym },
    targets: [...TARGETS],
    proof: [...proof!.words],
  };
}
