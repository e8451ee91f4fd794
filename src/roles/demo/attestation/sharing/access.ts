import { randomBytes, randomUUID } from "node:crypto";
import { latestTime } from "../../../../chain/time.ts";
import type { Consent } from "../../../../protocol/sharing/consent.ts";
import {
  dataRequestTypedData,
  type DataRequest,
  type DataRequestStatement,
  type RegistryPlace,
} from "../../../../protocol/sharing/data-request.ts";
import { toHex } from "../../../../protocol/sharing/hex.ts";
import type { Account } from "../../../chain-session.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { accessData } from "../../../record-keeper/access-data.ts";
import type { RecordKeeper } from "../../../record-keeper/keeper.ts";
import type { Stage } from "../../stage.ts";
import { HOUSING } from "../policies.ts";
import { HOUSING_ACCOUNT, type Citizen } from "../world.ts";

const DAY_SECONDS = 86_400;

type Place = Pick<Stage, "chain" | "account">;

/** An official asks for one citizen's address, signing with the account that he has. */
export async function access(
  stage: Place,
  input: {
    keeper: RecordKeeper;
    asked: PublishedPolicy;
    consent: Consent;
    citizen: Pick<Citizen, "entry">;
    signer: Account;
  },
): Promise<string> {
  const { keeper, asked, consent, citizen, signer } = input;
  const { policyId } = asked;
  const now = await latestTime(stage.chain);
  const document = await requestBy(stage, { signer, policyId, now });
  const account = (await stage.account(HOUSING_ACCOUNT)).address;
  const registry = registryOf(stage);
  const { data } = await accessData(
    keeper,
    {
      ...{ policyId, ground: { consentId: consent.id }, request: { document, account, registry } },
      ...{ attributes: ["address"], channel: "api", now },
    },
    () => Promise.resolve(citizen.entry["address"]!),
  );
  return data;
}

function registryOf({ chain }: Pick<Place, "chain">): RegistryPlace {
  return { chainId: BigInt(chain.chainId), policies: chain.deployment.addresses.policies };
}

async function requestBy(
  stage: Place,
  { signer, policyId, now }: { signer: Account; policyId: bigint; now: number },
): Promise<DataRequest> {
  const statement: DataRequestStatement = {
    format: "psephos.data-request/1",
    id: `urn:uuid:${randomUUID()}`,
    ...registryOf(stage),
    policyId,
    requester: HOUSING,
    official: toHex(randomBytes(32)),
    caseReference: "RS-2026-114",
    reason: { en: "To send the decision by post.", zh: "邮寄审批决定。" },
    issuedAt: now - 60,
    expiresAt: now + DAY_SECONDS,
  };
  const { domain, types, value } = dataRequestTypedData(statement);
  return { ...statement, signature: await signer.signTypedData(domain, types, value) };
}
