import { createIdentity } from "../../../src/protocol/identity.ts";
import { sessionContext } from "../../../src/protocol/credential/context.ts";
import { signClaims, type SignedClaims } from "../../../src/protocol/credential/credential.ts";
import type { PairPresentationInput } from "../../../src/protocol/credential/pair-presentation.ts";
import { parsePairPolicy } from "../../../src/protocol/credential/pair-policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import type { StatusTree } from "../../../src/protocol/credential/status-tree.ts";
import { buildTrustTree, type TrustEntry } from "../../../src/protocol/credential/trust-tree.ts";
import { CLAIMS, CREDENTIAL, HOLDER, ISSUER, ISSUED_AT, POLICY, RESIDENT, statusTree } from "./fixtures.ts";

/** The holder of the worked example also holds a land title, of another department, in the district where she lives. */

export const LAND_OFFICE = createIdentity(Uint8Array.from({ length: 32 }, (_, index) => (index * 41 + 7) & 0xff));
export const LAND_TITLE = SCHEMAS.get("urn:psephos:schema:land-title-holder:1")!;
const TITLE_INDEX = 77;

export function landTitle(changes: Readonly<Record<string, string>> = {}, nonce = 2n ** 131n + 1n): SignedClaims {
  const subject = {
    parcel: "110101-0042-0007",
    titleNumber: "T-2019-000123",
    right: "ownership",
    shareNumerator: "1",
    shareDenominator: "2",
    areaSquareMetres: "420",
    district: "D-07",
    landUse: "residential",
    registeredAt: "2019-03-04",
    encumbered: false,
    sourceHash: `0x${"5a".repeat(32)}`,
    ...changes,
  };
  const claims = {
    ...CLAIMS,
    schema: LAND_TITLE,
    subject,
    validFrom: ISSUED_AT + 10n,
    statusIndex: TITLE_INDEX,
    nonce,
  };
  return signClaims({ ...claims, salts: CLAIMS.salts.map((salt) => salt + 1000n) }, LAND_OFFICE);
}

/** Who owns a dwelling in the district of residence; the kind of right is shown. */
export const PAIR_POLICY = {
  format: "psephos.pair-policy/1",
  first: { ...POLICY, requests: POLICY.requests.slice(0, 2) },
  second: {
    ...POLICY,
    schema: LAND_TITLE.id,
    requests: [
      { attribute: "right", predicate: { operator: "in", values: ["ownership", "use"] }, show: "clear" },
      { attribute: "landUse", predicate: { operator: "equals", value: "residential" }, show: "nothing" },
      { attribute: "district", predicate: { operator: "exists" }, show: "nothing" },
    ],
  },
  equal: [{ first: "district", second: "district" }],
};

export async function trustOfBoth(statuses: { resident: StatusTree; title: StatusTree }) {
  const resident: TrustEntry = {
    issuerKey: ISSUER.publicKey,
    schemaHash: RESIDENT.hash,
    statusRoot: statuses.resident.root,
  };
  const title: TrustEntry = {
    issuerKey: LAND_OFFICE.publicKey,
    schemaHash: LAND_TITLE.hash,
    statusRoot: statuses.title.root,
  };
  return buildTrustTree([resident, undefined, title]);
}

export async function pairInput(
  changes: Partial<PairPresentationInput> = {},
  policy: object = PAIR_POLICY,
): Promise<PairPresentationInput> {
  const resident = await statusTree({ revoked: [TITLE_INDEX] });
  const title = await statusTree({ revoked: [CLAIMS.statusIndex], suspended: [TITLE_INDEX - 1] });
  return {
    policy: parsePairPolicy(policy, SCHEMAS),
    first: { credential: CREDENTIAL, status: resident },
    second: { credential: landTitle(), status: title },
    secret: HOLDER.secret,
    now: ISSUED_AT + 1000n,
    trust: await trustOfBoth({ resident, title }),
    contextHash: sessionContext({ origin: "https://housing.example", nonce: "n-2" }),
    disclosureSalt: 2n ** 129n + 5n,
    ...changes,
  };
}
