import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { decimal } from "../../protocol/json.ts";
import type { DealingSecret } from "../../protocol/dealing.ts";
import { fileExists } from "../read-file.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import type { TrusteeSeat, Workspace } from "../workspace.ts";

/** Everything a trustee must not lose, for one ceremony: its communication key, its polynomial, and what it has opened. */
export interface TrusteeKey {
  readonly seat: TrusteeSeat;
  /** e_j of the registered key E_j = e_j·B8. */
  readonly communicationSecret: bigint;
  /** Drawn once, before the commitment, and never again: two polynomials for one seat would split the key. */
  readonly dealing: DealingSecret | undefined;
  /** By election, the hash of the one aggregate that this trustee has opened: the difference of two is a ballot. */
  readonly opened: Readonly<Record<string, string>>;
}

const keySchema = z.strictObject({
  format: z.literal("psephos.trustee/1"),
  chainId: z.int(),
  ceremonies: z.string(),
  ceremonyId: decimal,
  index: z.int(),
  communicationSecret: decimal,
  dealing: z.strictObject({ coefficients: z.array(decimal), ephemerals: z.array(decimal) }).nullable(),
  opened: z.record(z.string(), z.string()),
});

export interface KeyFile {
  readonly workspace: Workspace;
  readonly seat: TrusteeSeat;
  readonly passphrase: string;
}

/** Creates the file with `overwrite: false`; later states replace it in one step. */
export async function saveTrusteeKey(input: KeyFile & { key: TrusteeKey; overwrite: boolean }): Promise<void> {
  const { workspace, seat, passphrase, key, overwrite } = input;
  const content = {
    format: "psephos.trustee/1",
    chainId: seat.chainId,
    ceremonies: seat.ceremonies.toLowerCase(),
    ceremonyId: seat.ceremonyId.toString(),
    index: seat.index,
    communicationSecret: key.communicationSecret.toString(),
    dealing:
      key.dealing === undefined
        ? null
        : { coefficients: key.dealing.coefficients.map(String), ephemerals: key.dealing.ephemerals.map(String) },
    opened: key.opened,
  };
  await sealFile({ file: workspace.trusteeFile(seat), kind: "trustee", content, passphrase, overwrite });
}

export async function trusteeKeyExists({ workspace, seat }: Omit<KeyFile, "passphrase">): Promise<boolean> {
  return fileExists(workspace.trusteeFile(seat));
}

export async function openTrusteeKey({ workspace, seat, passphrase }: KeyFile): Promise<TrusteeKey> {
  const file = workspace.trusteeFile(seat);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "TRUSTEE_KEY_MISSING",
      `The key file of trustee ${seat.index} is not here (${file}). Register first, or bring your backup of it.`,
    );
  }
  const parsed = keySchema.safeParse(await openSealedFile({ file, kind: "trustee", passphrase }));
  const belongs =
    parsed.success &&
    parsed.data.chainId === seat.chainId &&
    parsed.data.ceremonies === seat.ceremonies.toLowerCase() &&
    parsed.data.ceremonyId === seat.ceremonyId &&
    parsed.data.index === seat.index;
  if (!belongs) {
    throw new PsephosError("TRUSTEE_KEY_STALE", `${file} is the key of another seat or version. Use the right backup.`);
  }
  const { communicationSecret, dealing, opened } = parsed.data;
  return { seat, communicationSecret, dealing: dealing ?? undefined, opened };
}
