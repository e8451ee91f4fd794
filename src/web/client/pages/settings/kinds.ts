import type { StoredFileInfo } from "../../../worker/device.ts";

/** What files are for, by the folder that they are in. The first that fits is taken. */
const KINDS = [
  { kind: "wallet", folder: /^(identities|passkeys|passing)\// },
  { kind: "receipts", folder: /^(receipts|ballots|sessions)\// },
  { kind: "public", folder: /^(public\/|deployments\/|pace\.json$)/ },
  { kind: "other", folder: /^/ },
] as const;

export type StoredKind = (typeof KINDS)[number]["kind"];

export interface StoredSum {
  readonly kind: StoredKind;
  readonly count: number;
  readonly sizeBytes: number;
}

/** Kinds of which there is something, in the order above. */
export function sumsOf(files: readonly StoredFileInfo[]): readonly StoredSum[] {
  const kindOf = (path: string): StoredKind => KINDS.find(({ folder }) => folder.test(path))?.kind ?? "other";
  return KINDS.flatMap(({ kind }) => {
    const own = files.filter(({ path }) => kindOf(path) === kind);
    const sizeBytes = own.reduce((sum, file) => sum + file.sizeBytes, 0);
    return own.length === 0 ? [] : [{ kind, count: own.length, sizeBytes }];
  });
}
