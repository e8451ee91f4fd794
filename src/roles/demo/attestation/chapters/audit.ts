import { toUtf8Bytes } from "ethers";
import { auditAttestations } from "../../../auditor/attestations/audit-attestations.ts";
import type { AttestationVerdict } from "../../../auditor/attestations/audit-ledger.ts";
import type { Stage } from "../../stage.ts";
import type { Registry } from "../world.ts";
import type { DemoEnrolment } from "./electorate.ts";
import type { DemoLog } from "./sharing.ts";

/** A stranger checks everything again, from the chain and the published files. */
export async function audit(
  { chain, narrator }: Stage,
  { registry, enrolment, log }: { registry: Registry; enrolment: DemoEnrolment; log: DemoLog },
): Promise<AttestationVerdict> {
  narrator.say("auditStarts");
  const files = {
    statusLists: registry.published,
    logs: new Map([[log.logId, log.entries.map((entry) => toUtf8Bytes(entry))]]),
    electorates: [enrolment],
  };
  const verdict = await auditAttestations({ chain, files });
  for (const { id, ok, claim } of verdict.checks) narrator.check({ id, ok, claim });
  if (verdict.verified) narrator.say("audited", { count: verdict.checks.length });
  return verdict;
}
