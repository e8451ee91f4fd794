import { randomBytes } from "node:crypto";
import { latestTime } from "../../../../chain/time.ts";
import { PsephosError } from "../../../../errors.ts";
import { credentialJson } from "../../../../protocol/credential/credential-json.ts";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../../../protocol/credential/credential-request.ts";
import { importCredential } from "../../../holder/held-credentials.ts";
import { emptyWallet, type JsonObject } from "../../../holder/wallet.ts";
import { issueMany } from "../../../issuer/issue-many.ts";
import type { Stage } from "../../stage.ts";
import { IMPOSSIBLE_DATE, inventPeople, mistypedPerson, tableOf, type Person } from "../people.ts";
import type { AttestationPlan } from "../plan.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../policies.ts";
import { todayOf, type Citizen, type Citizens, type Registry } from "../world.ts";

const YEAR_SECONDS = 365 * 86_400;

/** Everyone asks with a secret of their own; the registry signs what its table says, line by line. */
export async function issue(
  stage: Stage,
  { plan, registry }: { plan: AttestationPlan; registry: Registry },
): Promise<Citizens> {
  const { narrator } = stage;
  const at = await latestTime(stage.chain);
  const people = inventPeople({ count: plan.citizens, today: await todayOf(stage) });
  const everyone = [...people, mistypedPerson(people.length)];
  narrator.say("requested", { count: everyone.length });
  const { credentials, report } = issueMany(
    {
      ...registry,
      validFrom: at - 60,
      validUntil: at + YEAR_SECONDS,
      at,
      reissue: false,
      newHolder: false,
      afterRevocation: false,
    },
    { table: tableOf(everyone), requests: everyone.map(requestOf) },
  );
  narrator.say("issued", { count: credentials.length });
  const faulty = report.filter(({ outcome }) => outcome !== "ok");
  if (faulty.length !== 1 || faulty[0]!.outcome !== "CREDENTIAL_MALFORMED") throw misissued();
  narrator.say("lineRefused", { line: faulty[0]!.line, value: IMPOSSIBLE_DATE });
  const { revocation, suspension } = registry.published.at(-1)!;
  const bytes = revocation.length + suspension.length;
  narrator.say("listsPublished", { kilobytes: (bytes / 1024).toFixed(1) });
  const all = people.map((person, index) => receive(person, credentialJson(credentials[index]!) as JsonObject));
  narrator.say("held");
  await cannotImport(stage, { thief: all[1]!, credential: all[0]!.wallet.credentials[0]! });
  return castRoles(all);
}

function requestOf({ identity, reference }: Person, index: number) {
  const wish = { schema: RESIDENT_SCHEMA, issuer: REGISTRY, reference, nonce: randomBytes(18).toString("base64url") };
  return { source: `request ${index + 1}`, text: serialiseCredentialRequest(createCredentialRequest(identity, wish)) };
}

function receive({ identity, reference, entry }: Person, credential: JsonObject): Citizen {
  return { reference, entry, wallet: importCredential(emptyWallet(identity), credential) };
}

async function cannotImport(
  stage: Stage,
  { thief, credential }: { thief: Citizen; credential: JsonObject },
): Promise<void> {
  await stage.refusals.expect({
    cheat: "borrowed-credential",
    attempt: "imported",
    because: "CREDENTIAL_NOT_YOURS",
    act: () => Promise.resolve().then(() => importCredential(thief.wallet, credential)),
  });
}

function castRoles(all: readonly Citizen[]): Citizens {
  const [first, second, ...others] = all.slice(0, -2) as [Citizen, Citizen, ...Citizen[]];
  return { all, adults: [first, second, ...others], unlucky: all.at(-2)!, minor: all.at(-1)! };
}

function misissued(): PsephosError {
  return new PsephosError("DEMONSTRATION_FAILED", "Not exactly the line with the impossible date was refused.");
}
