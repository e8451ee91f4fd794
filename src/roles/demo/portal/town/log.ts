import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { anchorLog, openLog } from "../../../../chain/log-anchors.ts";
import { latestTime } from "../../../../chain/time.ts";
import { consentText } from "../../../../protocol/sharing/consent.ts";
import { toHex } from "../../../../protocol/sharing/hex.ts";
import { giveConsent } from "../../../holder/consent.ts";
import type { Account } from "../../../chain-session.ts";
import type { JsonObject } from "../../../holder/wallet.ts";
import { openPublishedPolicy } from "../../../published-policy.ts";
import { acceptConsent } from "../../../record-keeper/consents.ts";
import { openRecordKeeper, type RecordKeeper } from "../../../record-keeper/keeper.ts";
import { PRIVATE_KEY_BYTES } from "../../../record-keeper/private-box.ts";
import { access } from "../../attestation/sharing/access.ts";
import { HOUSING_ACCOUNT } from "../../attestation/world.ts";
import { deviceOf } from "./attestations.ts";
import type { Resident } from "./residents.ts";
import type { Town } from "./town.ts";

const HOUR_SECONDS = 3_600;
const CONSENT_SECONDS = 30 * 86_400;

/** The registry's log of who looked at residents' data, with its anchor on chain. */
export interface TownLog {
  readonly logId: bigint;
  readonly keeper: RecordKeeper;
  readonly account: Account;
}

/** `account`: the registry's number. */
export async function openTownLog(town: Town, account: number): Promise<TownLog> {
  const { chain, workspace } = town;
  const keeper = await openRecordKeeper({
    folder: join(workspace.folder, "sharing-log"),
    key: randomBytes(PRIVATE_KEY_BYTES),
  });
  const signer = await town.account(account);
  const { logId } = await openLog({ chain, account: signer, name: "Who looked at residents' data" });
  return { logId, keeper, account: signer };
}

/** A resident permits the housing office to look once an hour; the office looks, and the log is anchored. */
export async function lookAtResident(
  town: Town,
  input: { log: TownLog; policyId: bigint; resident: Resident },
): Promise<Resident> {
  const { chain } = town;
  const { log, policyId, resident } = input;
  const asked = await openPublishedPolicy({ chain, policyId });
  const startsAt = await latestTime(chain);
  const use = { kind: "periodic", everySeconds: HOUR_SECONDS } as const;
  const choice = { startsAt, expiresAt: startsAt + CONSENT_SECONDS, use };
  const { consent, presentation } = await giveConsent({ ...deviceOf(town, resident), asked, choice });
  await acceptConsent(log.keeper, consent, presentation.signals);
  const signer = await town.account(HOUSING_ACCOUNT);
  await access(town, { keeper: log.keeper, asked, consent, citizen: resident.person, signer });
  await anchorTownLog(town, log);
  const { wallet, person } = resident;
  return {
    person,
    wallet: { ...wallet, consents: [...wallet.consents, JSON.parse(consentText(consent)) as JsonObject] },
  };
}

async function anchorTownLog({ chain }: Town, { keeper, logId, account }: TownLog): Promise<void> {
  const { size, root } = keeper.log.head;
  await anchorLog({ chain, account, logId, size, root: toHex(root) });
}
