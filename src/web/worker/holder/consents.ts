import type { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { consentText, parseConsent, type Consent } from "../../../protocol/sharing/consent.ts";
import { canonicalText } from "../../../protocol/sharing/forms.ts";
import { withdrawalText } from "../../../protocol/sharing/withdrawal.ts";
import { parseDepartmentAddress } from "../../../protocol/letters/department-address.ts";
import { startOfDay, unixNow } from "../../../roles/clock.ts";
import { givenConsentText } from "../../../roles/consent-file.ts";
import { giveConsent, withdrawConsent, type ConsentChoice } from "../../../roles/holder/consent.ts";
import type { JsonObject } from "../../../roles/holder/wallet.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import type { PublishedPolicy } from "../../../roles/published-policy.ts";
import { boxOfDepartment, meetDepartment } from "./departments.ts";
import { handTo, type Handed } from "./handing.ts";
import { published } from "./policies.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { heldNotes, openPurse, saveNotes } from "./purse.ts";

/** A permission that was given. */
export interface ToldConsent {
  readonly id: string;
  readonly policyId: bigint;
  /** Who may look, as did:web. */
  readonly controller: string;
  readonly scope: string;
  /** Of the policy; undefined while the chain cannot be asked. */
  readonly title: BilingualText | undefined;
  readonly startsAt: number;
  readonly expiresAt: number;
  /** Seconds between two looks; undefined for one look. */
  readonly everySeconds: number | undefined;
  readonly state: "given" | "withdrawn" | "ended";
}

export interface ConsentWish {
  readonly policyId: bigint;
  /** Where the office takes letters, as its link says; what takes the permission will take its end. */
  readonly address?: string | undefined;
  readonly forSeconds: number;
  /** Undefined for one look. */
  readonly everySeconds: number | undefined;
}

/** Permissions for an office to look at the person's data. */
export const consents = {
  async list(): Promise<ToldConsent[]> {
    const { withdrawn } = await heldNotes();
    const gone = new Set(withdrawn.map(({ consentId }) => consentId));
    const told = heldConsents().map((consent) => tellConsent(consent, gone.has(consent.id)));
    return (await Promise.all(told)).reverse();
  },

  /** The person has read what it means, and agreed. */
  async give(wish: ConsentWish, tell: (progress: ProofProgress) => void): Promise<Handed> {
    const { policyId, address, forSeconds, everySeconds } = wish;
    const asked = await published(policyId);
    if (address !== undefined) await meetController(address, asked);
    const now = unixNow();
    const choice: ConsentChoice = {
      // The office's clock may be behind; and the second at which somebody agreed is nobody's business.
      startsAt: startOfDay(now),
      expiresAt: now + forSeconds,
      use: everySeconds === undefined ? { kind: "once" } : { kind: "periodic", everySeconds },
    };
    return proveTold({ circuit: asked.terms.circuit, tell }, async ({ prover, handOver }) => {
      const given = await giveConsent({ ...(await openPurse()), prover, asked, choice });
      const box = await boxOfDepartment(given.consent.controller);
      handOver();
      const kept = JSON.parse(consentText(given.consent)) as JsonObject;
      await saveWallet((wallet) => ({ ...wallet, consents: [...wallet.consents, kept] }));
      const text = givenConsentText(given);
      const json = JSON.parse(text) as Record<string, z.core.util.JSONType>;
      return handTo(box, { text, letter: { kind: "consent", given: json } });
    });
  },

  /** Needs no credential any more. What the office looked at before stays in its log. */
  withdraw(consentId: string, tell: (progress: ProofProgress) => void): Promise<Handed> {
    const consent = heldConsents().find(({ id }) => id === consentId);
    if (consent === undefined) throw new PsephosError("CONSENT_REFUSED", "The wallet has no permission of this id.");
    return proveTold({ circuit: "pseudonym", tell }, async ({ prover, handOver }) => {
      const { identity } = heldWallet().wallet;
      const text = withdrawalText(await withdrawConsent({ prover, identity, consent }));
      const box = await boxOfDepartment(consent.controller);
      handOver();
      const letter = { kind: "consent-withdrawal", withdrawal: text } as const;
      const handed = await handTo(box, { text: `${text}\n`, letter });
      // As long as the office may not know, the wallet offers to take it back.
      if (handed.unsent !== undefined) return handed;
      await saveNotes((notes) => ({ ...notes, withdrawn: [...notes.withdrawn, { consentId, at: unixNow() }] }));
      return handed;
    });
  },
};

export function heldConsents(): Consent[] {
  return heldWallet().wallet.consents.map((json) => parseConsent(canonicalText(json)));
}

/** A link could lead a permission to another office than the one that gets it. */
async function meetController(address: string, { parts }: PublishedPolicy): Promise<void> {
  const { verifier } = parts[0].policy;
  const { department } = parseDepartmentAddress(address);
  if (department !== verifier) {
    const message = `This link is of ${department}, and the request is of ${verifier}. Nothing was sent; ask the office.`;
    throw new PsephosError("DEPARTMENT_ADDRESS_REFUSED", message, { detail: { department } });
  }
  await meetDepartment(address, { replaces: true });
}

async function tellConsent(consent: Consent, isWithdrawn: boolean): Promise<ToldConsent> {
  const { id, policyId, controller, scope, startsAt, expiresAt, use } = consent;
  const title = await published(policyId).then(
    (asked) => asked.parts[0].policy.title,
    () => undefined,
  );
  return {
    ...{ id, policyId, controller, scope, title, startsAt, expiresAt },
    everySeconds: use.kind === "periodic" ? use.everySeconds : undefined,
    state: isWithdrawn ? "withdrawn" : unixNow() >= expiresAt ? "ended" : "given",
  };
}
