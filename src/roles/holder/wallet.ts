import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { enrolmentIdentity } from "../../protocol/credential/enrolment-identity.ts";
import { backUpIdentity, identityBackupSchema, restoreIdentity, type Identity } from "../../protocol/identity.ts";
import { address, decimal, fieldElement, firstIssue, unixSeconds, withDecimals } from "../../protocol/json.ts";

/** All that a person holds: the key, what departments issued to it, and where it was used. */
export interface Wallet {
  readonly identity: Identity;
  /** W3C Verifiable Credentials, as received; `held-credentials.ts` reads them. */
  readonly credentials: readonly JsonObject[];
  readonly enrolments: readonly WalletEnrolment[];
  /** As `src/protocol/sharing` has them. */
  readonly consents: readonly JsonObject[];
  readonly attestations: readonly WalletAttestation[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** An open electorate that the holder entered: tells which identity to vote with. */
export type WalletEnrolment = Readonly<z.infer<typeof enrolmentSchema>>;

/** What stands on chain of the holder, so that she finds it again and can withdraw it. */
export type WalletAttestation = Readonly<z.infer<typeof attestationSchema>>;

export const WALLET_FORMAT = "psephos.wallet/1";

/** Bounds what a damaged or hostile backup can make this machine hold. */
const MAX_ITEMS = 10_000;

const enrolmentSchema = z.strictObject({
  chainId: decimal,
  /** Address of the Enrolments contract, in lower case. */
  contract: address,
  enrolmentId: decimal,
  pseudonym: fieldElement,
  enrolledAt: unixSeconds,
});

const attestationSchema = z.strictObject({
  chainId: decimal,
  /** Address of the AttestationRegistry, in lower case. */
  contract: address,
  policyId: decimal,
  pseudonym: fieldElement,
  /** `now` of the presentation. */
  provenAt: unixSeconds,
});

const jsonObject = z.record(z.string(), z.json());
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(MAX_ITEMS);

const walletSchema = z.strictObject({
  format: z.literal(WALLET_FORMAT),
  identity: identityBackupSchema,
  credentials: list(jsonObject),
  enrolments: list(enrolmentSchema),
  consents: list(jsonObject),
  attestations: list(attestationSchema),
});

export function emptyWallet(identity: Identity): Wallet {
  return { identity, credentials: [], enrolments: [], consents: [], attestations: [] };
}

/** What is sealed; the inverse of `parseWallet`. */
export function walletContent({ identity, ...lists }: Wallet): unknown {
  const content = { format: WALLET_FORMAT, identity: backUpIdentity(identity), ...lists };
  return JSON.parse(JSON.stringify(content, withDecimals));
}

/** Takes also what was sealed before there were credentials: an identity alone. */
export function parseWallet(content: unknown): Wallet {
  const format = z.looseObject({ format: z.string() }).safeParse(content).data?.format;
  if (format === "psephos.identity/1") return emptyWallet(restoreIdentity(content));
  if (format !== WALLET_FORMAT && format?.startsWith("psephos.wallet/") === true) {
    throw malformed("it is of another version. Use the newest Psephos; the file was left as it is");
  }
  const parsed = walletSchema.safeParse(content);
  if (!parsed.success) throw malformed(`${firstIssue(parsed.error)}. Use your backup`);
  const { identity, credentials, enrolments, consents, attestations } = parsed.data;
  return { identity: restoreIdentity(identity), credentials, enrolments, consents, attestations };
}

/** Whom the holder may vote as: the identity itself, then those derived for open electorates. */
export function votingIdentities({ identity, enrolments }: Wallet): readonly [Identity, ...Identity[]] {
  return [identity, ...enrolments.map((place) => enrolmentIdentity(identity, place))];
}

function malformed(reason: string): PsephosError {
  return new PsephosError("WALLET_MALFORMED", `The wallet cannot be read: ${reason}.`);
}
