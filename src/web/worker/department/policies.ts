import { toUtf8Bytes } from "ethers";
import { readPoliciesPublished } from "../../../chain/policy-events.ts";
import { isPsephosError } from "../../../errors.ts";
import { isOrdered, type Encoding } from "../../../protocol/credential/encoding.ts";
import { SCHEMAS } from "../../../protocol/credential/schemas.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { openPublishedPolicy } from "../../../roles/published-policy.ts";
import { publishPolicy } from "../../../roles/verifier/publish-policy.ts";
import { retirePolicy } from "../../../roles/verifier/retire-policy.ts";
import { heldAccount } from "../held-account.ts";
import { tellPolicy, type ToldPolicy } from "../holder/told.ts";
import { heldChain, workspace } from "../session.ts";
import { ownDepartments, requireActing } from "./acting.ts";
import { askedOf, policyJson, wrongRequests, type PolicyDraft } from "./drafts.ts";
import { publishFile } from "./publish-file.ts";
import { playDraft, type PlayedPolicy } from "./simulation.ts";

/** A kind of credential with all that one can ask about. */
export interface AskableSchema {
  readonly id: string;
  readonly title: BilingualText;
  readonly attributes: readonly AskableAttribute[];
}

export interface AskableAttribute {
  readonly name: string;
  readonly label: BilingualText;
  readonly encoding: Encoding;
  readonly isOrdered: boolean;
  readonly isRequired: boolean;
  /** Of an enumeration. */
  readonly values: readonly { readonly value: string; readonly label: BilingualText }[];
  readonly fractionDigits: number;
}

/** A policy of a department for which the open account acts. */
export interface OwnPolicy {
  readonly policyId: bigint;
  readonly verifier: string;
  /** Undefined where text and terms do not agree: nobody answers it. */
  readonly policy: ToldPolicy | undefined;
}

/** What departments ask of people. */
export const policies = {
  schemas(): AskableSchema[] {
    return [...SCHEMAS.values()].map(({ id, label, attributes }) => ({
      id,
      title: label,
      attributes: attributes.map((attribute) => ({
        ...{ name: attribute.name, label: attribute.label, encoding: attribute.encoding },
        isOrdered: isOrdered(attribute),
        isRequired: attribute.required,
        values: (attribute.values ?? []).map((value, at) => ({
          value,
          label: attribute.valueLabels?.[at] ?? { en: value, zh: value },
        })),
        fractionDigits: attribute.fractionDigits ?? 0,
      })),
    }));
  },

  /** Of the departments for which the open account acts, the newest first. */
  async own(): Promise<OwnPolicy[]> {
    const [chain, { address }] = [await heldChain(), heldAccount()];
    const own = await ownDepartments(address);
    const published = await Promise.all(
      own.map(async ({ did, departmentId }) =>
        (await readPoliciesPublished(chain, { departmentId })).map(({ policyId }) => ({ policyId, verifier: did })),
      ),
    );
    const ids = published.flat().sort((a, b) => Number(b.policyId - a.policyId));
    return Promise.all(ids.map(async (each) => ({ ...each, policy: await toldOrNothing(each.policyId) })));
  },

  async open(policyId: bigint): Promise<ToldPolicy> {
    return tellPolicy(await openPublishedPolicy({ chain: await heldChain(), policyId }));
  },

  /** Places of the questions that cannot be asked so. */
  wrong: wrongRequests,

  /** As people will read it. POLICY_MALFORMED for a draft that is none. */
  async preview(draft: PolicyDraft): Promise<ToldPolicy> {
    return tellPolicy(await askedOf(draft));
  },

  /** Who would pass. `table`: an issuer's CSV; made-up people without. */
  simulate(draft: PolicyDraft, table?: string): Promise<PlayedPolicy> {
    return playDraft(draft, table);
  },

  /** For good: it can be retired, and never changed. The text stands on chain; the portal keeps a copy. */
  async publish(draft: PolicyDraft): Promise<bigint> {
    await requireActing(draft.verifier);
    const [chain, account] = [await heldChain(), heldAccount()];
    const { policyId, asked } = await publishPolicy({ chain, account, workspace, json: await policyJson(draft) });
    await publishFile(toUtf8Bytes(asked.text));
    return policyId;
  },

  /** No new confirmations; those on record stand. */
  async retire(policyId: bigint): Promise<void> {
    await retirePolicy({ chain: await heldChain(), account: heldAccount(), policyId });
  },
};

async function toldOrNothing(policyId: bigint): Promise<ToldPolicy | undefined> {
  try {
    return await policies.open(policyId);
  } catch (error) {
    if (isPsephosError(error, "POLICY_UNTRUSTED")) return undefined;
    throw error;
  }
}
