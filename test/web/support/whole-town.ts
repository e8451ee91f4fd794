import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readBallots } from "../../../src/chain/election-events.ts";
import { hashOfWordList } from "../../../src/protocol/words-hash.ts";
import { REGISTRY_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { DEMONSTRATION_PASSPHRASE as passphrase } from "../../../src/roles/demo/portal/demonstration-file.ts";
import { attestResidents, enrolResidents } from "../../../src/roles/demo/portal/town/attestations.ts";
import { residentsDesk } from "../../../src/roles/demo/portal/town/desk.ts";
import { makeTownKey } from "../../../src/roles/demo/portal/town/key.ts";
import { lookAtResident, openTownLog } from "../../../src/roles/demo/portal/town/log.ts";
import type { Resident } from "../../../src/roles/demo/portal/town/residents.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import type { Town } from "../../../src/roles/demo/portal/town/town.ts";
import { settleCitizens, type CitizensTown } from "../citizen/support/town.ts";
import { stageElection, type StagedElection } from "./elections.ts";

const HOUR = 3_600;

/** A town with something on record for every page of the portal, made in less than a minute. */
export interface WholeTown extends CitizensTown {
  readonly opened: StagedElection;
  /** Its receipt number can be looked for. */
  readonly ballotHash: string;
  /** `ada` may vote in it. */
  readonly voting: StagedElection;
  /** Has answered, permitted, and is enrolled. */
  readonly ada: Resident;
  /** Waits for its keepers. */
  readonly ceremonyId: bigint;
  readonly deskFiles: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[];
}

export async function settleWholeTown(town: Town): Promise<WholeTown> {
  const citizens = await settleCitizens(town);
  const { rentSupport: policyId, enrolmentId, residents } = citizens;
  const opened = await stageElection(town, { phase: "opened", cast: 2 });
  const voters = [...newVoters(1), residents[0]!.person.identity];
  const voting = await stageElection(town, { phase: "voting", cast: 1, voters, rule: "approval" });
  await stageElection(town, { phase: "announced", rule: "score", title: "Which bus lines need more buses?" });
  await stageElection(town, { phase: "cancelled", rule: "borda", title: "A name for the new school" });
  // Permissions are for 30 days: one of the chain's first day would be over.
  await town.advanceTo(Math.floor(Date.now() / 1000) - HOUR);
  const log = await openTownLog(town, REGISTRY_ACCOUNT);
  const [attested] = await attestResidents(town, { policyId, residents: residents.slice(0, 1) });
  const permitting = await lookAtResident(town, { log, policyId, resident: attested! });
  await log.keeper.close();
  const [ada] = await enrolResidents(town, { enrolmentId, residents: [permitting] });
  const { ceremonyId } = await makeTownKey(town, { upTo: "called", ahead: 1, deadlines: ["4d", "6d", "8d"] });
  const [ballot] = await readBallots(town.chain, opened.electionId);
  return {
    ...citizens,
    ...{ opened, voting, ceremonyId, ada: ada!, deskFiles: await readDesk(town) },
    ballotHash: hashOfWordList(ballot!.words),
  };
}

/** As the command line leaves it. */
async function readDesk(town: Town): Promise<WholeTown["deskFiles"]> {
  const { workspace, name } = residentsDesk(town, passphrase);
  const files = [workspace.issuerKeyFile({ name, epoch: 2026 }), workspace.issuerLedgerFile(name)];
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file),
      mimeType: "application/json",
      buffer: await readFile(file),
    })),
  );
}
