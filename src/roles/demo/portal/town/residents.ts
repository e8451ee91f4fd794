import { randomBytes } from "node:crypto";
import { latestTime } from "../../../../chain/time.ts";
import { credentialJson } from "../../../../protocol/credential/credential-json.ts";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../../../protocol/credential/credential-request.ts";
import { decodeTime } from "../../../../protocol/credential/encoding.ts";
import { importCredential } from "../../../holder/held-credentials.ts";
import { emptyWallet, type JsonObject, type Wallet } from "../../../holder/wallet.ts";
import { updateDesk } from "../../../issuer/desk.ts";
import { issueMany } from "../../../issuer/issue-many.ts";
import { changeStatus } from "../../../issuer/status.ts";
import { inventPeople, tableOf, type Person } from "../../attestation/people.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../../attestation/policies.ts";
import { publishTownStatus, residentsDesk } from "./desk.ts";
import type { Town } from "./town.ts";

const YEAR_SECONDS = 300 * 86_400;

/** Somebody whom the registry knows, with what she holds. */
export interface Resident {
  readonly person: Person;
  readonly wallet: Wallet;
}

/** Everyone asks with a secret of their own; the registry signs what its table says. */
export async function issueToResidents(
  town: Town,
  { count, passphrase }: { count: number; passphrase: string },
): Promise<Resident[]> {
  const at = await latestTime(town.chain);
  const people = inventPeople({ count, today: decodeTime(BigInt(at)).slice(0, 10) });
  const requests = people.map(({ identity, reference }) => {
    const nonce = randomBytes(18).toString("base64url");
    const wish = { schema: RESIDENT_SCHEMA, issuer: REGISTRY, reference, nonce };
    return { source: reference, text: serialiseCredentialRequest(createCredentialRequest(identity, wish)) };
  });
  const { credentials } = await updateDesk({
    ...residentsDesk(town, passphrase),
    act: (desk) => {
      const allowances = { reissue: false, newHolder: false, afterRevocation: false };
      const terms = { ...desk, ...allowances, at, validFrom: at - 60, validUntil: at + YEAR_SECONDS };
      return issueMany(terms, { table: tableOf(people), requests });
    },
  });
  return people.map((person, index) => ({
    person,
    wallet: importCredential(emptyWallet(person.identity), credentialJson(credentials[index]!) as JsonObject),
  }));
}

/** One credential is cancelled for good and one paused, and the lists say so. */
export async function markResidents(
  town: Town,
  input: { passphrase: string; account: number; lost: Resident; paused: Resident },
): Promise<void> {
  const at = await latestTime(town.chain);
  await updateDesk({
    ...residentsDesk(town, input.passphrase),
    act: ({ ledger }) => {
      changeStatus(ledger, { wanted: input.lost.person.reference, act: "revoke", at });
      changeStatus(ledger, { wanted: input.paused.person.reference, act: "suspend", at });
    },
  });
  await publishTownStatus(town, input);
}
