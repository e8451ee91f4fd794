import { concat, keccak256 } from "ethers";
import type { Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { decodeUtf8 } from "../text.ts";
import { checkStatusListProof } from "./status-list-proof.ts";
import { parseStatusList, type StatusPurpose } from "./status-list.ts";
import { StatusTree } from "./status-tree.ts";

/** The bytes of the two files as an issuer publishes them. */
export type StatusFiles = Readonly<Record<StatusPurpose, Uint8Array>>;

/** What the registry on chain has of them. */
export interface StatusRecord {
  readonly publicKey: Point;
  readonly statusRoot: bigint;
  /** `0x` and 32 bytes. */
  readonly listsHash: string;
}

/** `keccak256(keccak256(revocation file) ‖ keccak256(suspension file))`. */
export function statusListsHash({ revocation, suspension }: StatusFiles): string {
  return keccak256(concat([keccak256(revocation), keccak256(suspension)]));
}

/** Takes the files only if they are, byte for byte and bit for bit, the ones that stand on chain. */
export async function openPublishedStatus(files: StatusFiles, record: StatusRecord): Promise<StatusTree> {
  if (statusListsHash(files) !== record.listsHash) throw altered("are not the ones that stand on chain");
  const lists = {
    revocation: await listOf(files, { purpose: "revocation", record }),
    suspension: await listOf(files, { purpose: "suspension", record }),
  };
  const tree = await StatusTree.of(lists);
  if (tree.root !== record.statusRoot) throw altered("have other marks than the root on chain stands for");
  return tree;
}

async function listOf(
  files: StatusFiles,
  { purpose, record }: { purpose: StatusPurpose; record: StatusRecord },
): Promise<Uint8Array> {
  const json = jsonOf(files[purpose]);
  checkStatusListProof(json, record.publicKey);
  const parsed = await parseStatusList(json);
  if (parsed.purpose !== purpose) throw altered(`are mixed up: the ${purpose} list is one of ${parsed.purpose}`);
  return parsed.list;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes) ?? "");
  } catch (cause) {
    throw new PsephosError("STATUS_LIST_MALFORMED", "The status list is not valid: it is not JSON.", { cause });
  }
}

function altered(how: string): PsephosError {
  return new PsephosError("PUBLIC_FILE_ALTERED", `The status lists ${how}. Fetch them from the issuer again.`);
}
