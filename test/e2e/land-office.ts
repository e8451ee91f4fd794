import { registerDepartmentCall, registerKeyCall } from "../../src/roles/authority/governor-calls.ts";
import { carryOut } from "../../src/roles/authority/carry-out.ts";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { latestTime } from "../../src/chain/time.ts";
import type { Credential } from "../../src/protocol/credential/credential-json.ts";
import { signClaims, type Claims } from "../../src/protocol/credential/credential.ts";
import { listsHash } from "../../src/protocol/credential/lists-hash.ts";
import { hashText } from "../../src/protocol/credential/tags.ts";
import { publishStatusLists } from "../../src/roles/issuer/publish-status.ts";
import { readStatusLists, type StatusListSource } from "../../src/roles/status-lists.ts";
import { LAND_OFFICE, LAND_TITLE, landTitle } from "../protocol/credential/pair-fixtures.ts";
import { KEY_INDEX, listFiles, type CredentialStage, type StatusMarks } from "../roles/credential-stage.ts";

const OFFICE = {
  issuer: "did:web:land.example",
  statusLists: {
    revocation: "https://land.example/status/revocation",
    suspension: "https://land.example/status/suspension",
  },
};
/** The stage's own key came first. */
const OWN_KEY_INDEX = KEY_INDEX + 1;
const YEAR = 31_536_000n;

/** A second department that issues, beside that of the stage: land titles, under a key and status lists of its own. */
export interface LandOffice {
  /** The lists of both departments, as they stand at the addresses that credentials name. */
  readonly source: StatusListSource;
  /** The holder's title to the example's parcel, valid now, with what is given changed. */
  title(subject?: Readonly<Record<string, string>>, changes?: Partial<Claims>): Credential;
  publishStatus(marks: StatusMarks): Promise<void>;
}

export async function openLandOffice({ chain, organizer, source }: CredentialStage): Promise<LandOffice> {
  const officer = developmentAccount(3);
  let files = await listFiles({}, OFFICE);
  const department = { did: OFFICE.issuer, departmentAccount: officer.address };
  await carryOut({ chain, account: organizer, call: await registerDepartmentCall({ chain, ...department }) });
  const start = BigInt(await latestTime(chain));
  const key = {
    departmentId: hashText(OFFICE.issuer),
    schemaHash: LAND_TITLE.hash,
    epoch: 1,
    endsAt: Number(start + YEAR),
    certificateHash: `0x${"c6".repeat(32)}`,
    publicKey: LAND_OFFICE.publicKey,
  };
  const status = { statusRoot: (await readStatusLists(files)).root, listsHash: listsHash(files) };
  await carryOut({ chain, account: organizer, call: await registerKeyCall({ chain, key, status }) });
  const validity = { validFrom: start - 1000n, validUntil: start + YEAR };
  return {
    source: {
      fetch(url) {
        if (url === OFFICE.statusLists.revocation) return Promise.resolve(files.revocation);
        return url === OFFICE.statusLists.suspension ? Promise.resolve(files.suspension) : source.fetch(url);
      },
    },
    title: (subject = {}, changes = {}) => ({
      ...signClaims({ ...landTitle(subject), ...validity, ...changes }, LAND_OFFICE),
      id: "urn:uuid:7f6d7c7e-0a9b-4a0e-8f3e-6b1b1a1c2d3e",
      ...OFFICE,
      verificationMethod: `${OFFICE.issuer}#2026`,
    }),
    async publishStatus(marks) {
      files = await listFiles(marks, OFFICE);
      await publishStatusLists({ chain, account: officer, keyIndex: OWN_KEY_INDEX, files });
    },
  };
}
