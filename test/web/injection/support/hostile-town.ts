import { openEnrolment } from "../../../../src/chain/enrolments.ts";
import { openLog } from "../../../../src/chain/log-anchors.ts";
import { latestTime } from "../../../../src/chain/time.ts";
import type { BilingualText } from "../../../../src/protocol/manifest.ts";
import { rulesFor } from "../../../../src/protocol/rule-presets.ts";
import { HOUSING } from "../../../../src/roles/demo/attestation/policies.ts";
import { HOUSING_ACCOUNT } from "../../../../src/roles/demo/attestation/world.ts";
import { callTownElection } from "../../../../src/roles/demo/portal/town/election.ts";
import { townPolicies } from "../../../../src/roles/demo/portal/town/policies.ts";
import { newVoters, publishTownRoll } from "../../../../src/roles/demo/portal/town/roll.ts";
import type { Town } from "../../../../src/roles/demo/portal/town/town.ts";
import { publishAs, settleCitizens, type CitizensTown } from "../../citizen/support/town.ts";
import { keyOf, stageElection, type StagedElection } from "../../support/elections.ts";
import { packed, PAYLOADS, UNSEEN } from "../../support/payloads.ts";

const DAY = 86_400;
const LABELS_OF_ONE = 8;

/** Where whoever can write a text wrote payloads. */
export interface HostileTown extends CitizensTown {
  readonly electionIds: readonly bigint[];
  /** With payloads for options; its first voter has not voted. */
  readonly voting: StagedElection;
  readonly policyIds: readonly bigint[];
  readonly hostileEnrolmentIds: readonly bigint[];
  readonly logIds: readonly bigint[];
}

export async function settleHostileTown(town: Town): Promise<HostileTown> {
  const citizens = await settleCitizens(town);
  const options = groupsOfLabels()[0]!;
  const voting = await stageElection(town, { phase: "voting", options, title: packed(PAYLOADS, 200)[0]! });
  const electionIds = await callElections(town);
  const policyIds = await publishPolicies(town);
  return {
    ...citizens,
    ...{ voting, electionIds, policyIds },
    hostileEnrolmentIds: await openEnrolments(town, policyIds[0]!),
    logIds: await openLogs(town),
  };
}

/** As many as it takes for every payload to be some option's label; titles and descriptions are full of them as well. */
async function callElections(town: Town): Promise<bigint[]> {
  const labels = groupsOfLabels();
  const [titles, lines] = [packed(PAYLOADS, 200), linesOf(4_500)];
  const key = await keyOf(town);
  const roll = await publishTownRoll(town, { name: titles[1]!, voters: newVoters(2) });
  const ids: bigint[] = [];
  for (let at = 0; at < labels.length; at += 2) {
    const [en, zh] = [labels[at]!, labels[at + 1] ?? labels[0]!];
    const options = en.map((label, option) => ({
      id: `option-${option + 1}`,
      label: { en: label, zh: zh[option] ?? `别的 ${option}` },
      description: { en: linesOf(900)[at % linesOf(900).length]!, zh: zh.join("\n") },
    }));
    const { electionId } = await callTownElection(town, {
      ...{ key, roll, options, tests: 0, rules: rulesFor("single", { optionCount: options.length }) },
      title: { en: titles[at % titles.length]!, zh: titles[(at + 1) % titles.length]! },
      description: { en: lines[0]!, zh: lines[1]! },
      organizer: bilingual(titles[(at + 2) % titles.length]!),
      ...{ opensIn: 40 * DAY, closesIn: 41 * DAY, resultIn: 42 * DAY },
    });
    ids.push(electionId);
  }
  return ids;
}

/** Neighbours are variants of each other, which one election refuses as look-alikes: they go to different ones. */
function groupsOfLabels(): string[][] {
  const groupCount = Math.ceil(PAYLOADS.length / LABELS_OF_ONE);
  return Array.from({ length: groupCount }, (_, group) => PAYLOADS.filter((_payload, at) => at % groupCount === group));
}

/** Texts of many lines. */
function linesOf(maxLength: number): string[] {
  return packed(PAYLOADS, maxLength).map((text) => text.replaceAll(" <", "\n<"));
}

async function publishPolicies(town: Town): Promise<bigint[]> {
  const { libraryCard } = townPolicies({ adult: "2000-01-01", senior: "1900-01-01" });
  const [titles, texts] = [packed(PAYLOADS, 200), linesOf(900)];
  const ids: bigint[] = [];
  for (let at = 0; at < texts.length; at += 2) {
    const [one, other] = [texts[at]!, texts[at + 1] ?? texts[0]!];
    const purpose = { id: "dpv:ServiceProvision", text: bilingual(one), legalBasis: bilingual(other) };
    const words = { scope: `hostile-${at}`, title: { en: titles[at]!, zh: titles[at + 1]! }, purpose };
    ids.push(await publishAs(town, HOUSING_ACCOUNT, { ...libraryCard, verifier: HOUSING, ...words }));
  }
  return ids;
}

/** By the contract itself, which takes any bytes for a name. */
async function openEnrolments(town: Town, policyId: bigint): Promise<bigint[]> {
  const opensAt = await latestTime(town.chain);
  const account = await town.account(HOUSING_ACCOUNT);
  const ids: bigint[] = [];
  for (const name of [...packed(UNSEEN, 200), ...packed(PAYLOADS, 200).slice(0, 6)]) {
    const terms = { policyId, name, opensAt, closesAt: opensAt + 60 * DAY };
    ids.push((await openEnrolment({ chain: town.chain, account, ...terms })).enrolmentId);
  }
  return ids;
}

async function openLogs(town: Town): Promise<bigint[]> {
  const account = await town.account(HOUSING_ACCOUNT);
  const ids: bigint[] = [];
  for (const name of [...packed(UNSEEN, 255), ...packed(PAYLOADS, 255)]) {
    ids.push((await openLog({ chain: town.chain, account, name })).logId);
  }
  return ids;
}

function bilingual(text: string): BilingualText {
  return { en: text, zh: text };
}
