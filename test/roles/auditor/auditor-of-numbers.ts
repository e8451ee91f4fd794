import type { Check, CheckId, Finding, ProofsToJudge, Subject } from "../../../src/roles/auditor/check.ts";
import { CHECKS } from "../../../src/roles/auditor/checks.ts";
import type { PinnedKey } from "../../../src/roles/auditor/pinned-keys.ts";
import type { CircuitName } from "../../../src/generated/signals.ts";

export type Archive = Subject["archive"];

export interface Auditor {
  findings(archive: Archive): Promise<Map<CheckId, Finding>>;
  failing(archive: Archive): Promise<CheckId[]>;
}

/**
 * An auditor for elections whose proofs are mere numbers: a proof holds if the good archive has the same words for the same
 * circuit and the same signals, as recomputed from it. So a change of any signal is a wrong proof, as in life.
 */
export async function createAuditor(good: Archive, pinnedKeys: Record<CircuitName, PinnedKey>): Promise<Auditor> {
  const holding = new Set<string>();
  await runAll(CHECKS, {
    archive: good,
    pinnedKeys,
    judgeProofs: (request) => {
      keysOf(request).forEach((key) => holding.add(key));
      return Promise.resolve([]);
    },
  });
  const judgeProofs = (request: ProofsToJudge) =>
    Promise.resolve(keysOf(request).flatMap((key, index) => (holding.has(key) ? [] : [index])));
  const findings = (archive: Archive) => runAll(CHECKS, { archive, pinnedKeys, judgeProofs });
  return {
    findings,
    failing: async (archive) => [...(await findings(archive))].flatMap(([id, { ok }]) => (ok ? [] : [id])),
  };
}

function keysOf({ circuit, proofs }: ProofsToJudge): string[] {
  return proofs.map(({ words, signals }) => [circuit, ...words, "for", ...signals].join());
}

async function runAll(checks: readonly Check[], subject: Subject): Promise<Map<CheckId, Finding>> {
  const findings = new Map<CheckId, Finding>();
  for (const check of checks) findings.set(check.id, await check.run(subject));
  return findings;
}
