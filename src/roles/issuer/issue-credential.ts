import { randomBytes, randomUUID } from "node:crypto";
import { fromBytes } from "../../crypto/field.ts";
import { PsephosError } from "../../errors.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import type { CredentialRequest } from "../../protocol/credential/credential-request.ts";
import { signClaims } from "../../protocol/credential/credential.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import { ATTRIBUTE_COUNT } from "../../protocol/credential/params.ts";
import type { IssuerKey } from "./issuer-key.ts";
import { isLive, type IssuedCredential, type IssuerLedger } from "./ledger.ts";

/** What one round of issuing has in common. */
export interface IssuingTerms {
  readonly key: IssuerKey;
  /** Changed only when a credential was made. */
  readonly ledger: IssuerLedger;
  /** Unix seconds, whole; valid from the first up to, not including, the second. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** Now, unix seconds. */
  readonly at: number;
  /** Whether a person's live credential is replaced, and revoked by it; otherwise it is a reason to refuse. */
  readonly reissue: boolean;
  /**
   * Whether a person who had a credential may get this one for another holder. It makes another pseudonym of her: whoever has enrolled
   * with the old one can enrol again.
   */
  readonly newHolder: boolean;
  /** Whether a person whose last credential was revoked for cause gets another one nevertheless. */
  readonly afterRevocation: boolean;
}

/** 248 bits, below the field's order. */
const RANDOM_BYTES = 31;

/**
 * Signs what the department knows of a person for the holder who asked, and records it: one live credential for each person and
 * each holder, and one holder for each person, unless the terms say otherwise. The request's signature was checked when it was parsed.
 */
export function issueCredential(
  terms: IssuingTerms,
  { request, subject }: { request: CredentialRequest; subject: Readonly<Record<string, AttributeValue>> },
): Credential {
  const { key, ledger, validFrom, validUntil, at } = terms;
  checkIssuingTerms(terms);
  checkRequestFits(terms, request);
  const earlier = ledger.ofPerson(request.reference);
  const replaced = liveCredentials(terms, { request, earlier });
  const holderCounter = countHolders(terms, { request, earlier });
  const credential: Credential = {
    id: `urn:uuid:${randomUUID()}`,
    issuer: key.did,
    verificationMethod: key.verificationMethod,
    statusLists: key.statusLists,
    ...signClaims(
      {
        schema: key.schema,
        subject,
        holder: request.commitment,
        validFrom: BigInt(validFrom),
        validUntil: BigInt(validUntil),
        statusIndex: ledger.drawStatusIndex(key.epoch),
        salts: Array.from({ length: ATTRIBUTE_COUNT }, randomElement),
        nonce: randomElement(),
      },
      key,
    ),
  };
  replaced.forEach(({ credentialId }) => ledger.change(credentialId, { revoked: true, replaced: true }));
  ledger.record({
    credentialId: credential.id,
    reference: request.reference,
    epoch: key.epoch,
    statusIndex: credential.statusIndex,
    holder: credential.holder,
    requestNonce: request.nonce,
    issuedAt: at,
    validUntil,
    reissueCounter: earlier.length,
    holderCounter,
    revoked: false,
    replaced: false,
    suspended: false,
  });
  return credential;
}

/** Refuses terms under which nothing can be issued to anybody. */
export function checkIssuingTerms({ key, ledger, validFrom, validUntil, at }: IssuingTerms): void {
  if (ledger.did !== key.did || ledger.schema !== key.schema.id) {
    throw new PsephosError("ISSUER_LEDGER_MALFORMED", "The ledger is one of another issuer or schema than the key.");
  }
  if (at >= key.endsAt || validUntil > key.endsAt) {
    throw new PsephosError(
      "ISSUER_KEY_ENDED",
      "The key of this epoch has ended, or ends before the credential would. Begin another epoch, or issue for less long.",
    );
  }
  if (validFrom >= validUntil || validUntil <= at) {
    throw new PsephosError("TIMES_INVALID", "A credential must end after it begins, and not in the past.");
  }
}

function checkRequestFits({ key, ledger }: IssuingTerms, { issuer, schema, nonce }: CredentialRequest): void {
  if (issuer !== key.did || schema !== key.schema.id) {
    throw refusedRequest("issuer", "it is for another issuer or schema");
  }
  if (ledger.wasUsed(nonce)) throw refusedRequest("replay", "it was used before");
}

interface Asking {
  readonly request: CredentialRequest;
  /** What the person was ever issued, oldest first. */
  readonly earlier: readonly IssuedCredential[];
}

/** The credentials that this one replaces. A holder who already has one under another reference is one person twice. */
function liveCredentials({ ledger, at, reissue }: IssuingTerms, { request, earlier }: Asking): IssuedCredential[] {
  const live = earlier.filter((entry) => isLive(entry, at));
  const others = ledger.ofHolder(request.commitment).filter((entry) => isLive(entry, at) && !live.includes(entry));
  if (others.length > 0) {
    throw notIssued(
      "holder",
      "its holder has a live credential under another reference: find out whether it is one person",
    );
  }
  if (live.length > 0 && !reissue) {
    throw notIssued(
      "live",
      "the person has a live credential: say that this one replaces it (--replace), or revoke that one",
    );
  }
  // Also one that has ended: to wait for its end lifts no decision.
  if (earlier.some(({ suspended, revoked }) => suspended && !revoked)) {
    throw notIssued("suspended", "the person's credential is suspended: resume or revoke it first");
  }
  return live;
}

/**
 * How often the person has changed her holder, this time included. Also one whose credentials have all ended or were revoked is held to
 * her holder: what she did under its pseudonym stands.
 */
function countHolders({ newHolder, afterRevocation }: IssuingTerms, { request, earlier }: Asking): number {
  const last = earlier.at(-1);
  if (last === undefined) return 0;
  if (last.revoked && !last.replaced && !afterRevocation) {
    throw notIssued(
      "revoked",
      "the person's last credential was revoked for cause: say that she gets another one nevertheless (--after-revocation)",
    );
  }
  if (last.holder === request.commitment) return last.holderCounter;
  if (!newHolder) {
    throw notIssued(
      "holder-changed",
      "the person had a credential for another identity: let her restore that one from its backup, or say that her identity changes " +
        "(--new-holder), with which she can enrol and vote a second time",
    );
  }
  return last.holderCounter + 1;
}

function randomElement(): bigint {
  return fromBytes(randomBytes(RANDOM_BYTES));
}

function refusedRequest(reason: string, what: string): PsephosError {
  return new PsephosError(
    "CREDENTIAL_REQUEST_REFUSED",
    `The request is refused: ${what}. Ask the person for a new one.`,
    { detail: { reason } },
  );
}

function notIssued(reason: string, what: string): PsephosError {
  return new PsephosError("CREDENTIAL_NOT_ISSUED", `No credential was issued: ${what}.`, { detail: { reason } });
}
