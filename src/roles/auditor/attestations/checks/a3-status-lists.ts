import { keccak_256 } from "@noble/hashes/sha3.js";
import { PsephosError } from "../../../../errors.ts";
import { parseStatusList, type StatusPurpose } from "../../../../protocol/credential/status-list.ts";
import { StatusTree } from "../../../../protocol/credential/status-tree.ts";
import { Faults, listed, plural } from "../../findings.ts";
import type { AttestationCheck } from "../check.ts";
import type { PublishedFiles } from "../ledger.ts";

type Files = NonNullable<PublishedFiles["statusLists"]>[number];

export const statusLists: AttestationCheck = {
  id: "A3",
  name: "status-lists",
  claim: {
    en: "The published status lists are the ones whose roots stand on chain.",
    zh: "公布的状态列表正是链上根值所对应的列表。",
  },
  async run({ ledger, files }) {
    const faults = new Faults();
    const published = ledger.trust.filter((event) => event.kind === "published");
    const known = new Map((files.statusLists ?? []).map((pair) => [hashOf(pair), pair]));
    let checked = 0;
    for (const { keyIndex, statusRoot, listsHash } of published) {
      const pair = known.get(listsHash);
      if (pair === undefined) continue;
      checked++;
      faults.unless(
        (await rootOf(pair)) === statusRoot,
        `the lists of key ${keyIndex} have other marks than the root on chain stands for`,
        `密钥 ${keyIndex} 的列表与链上根值不符`,
      );
    }
    const strangers = [...known.keys()].filter((hash) => !published.some(({ listsHash }) => listsHash === hash));
    faults.unless(
      strangers.length === 0,
      `${plural(strangers.length, "pair")} of lists never stood on chain`,
      `${strangers.length} 组列表从未登记上链`,
    );
    const missing = published.filter(({ listsHash }) => !known.has(listsHash)).map(({ keyIndex }) => keyIndex);
    return faults.finding(
      {
        en: `${checked} of ${plural(published.length, "publication")} checked; the files of ${missing.length} were not given`,
        zh: `检验了 ${published.length} 次公布中的 ${checked} 次；${missing.length} 次的文件未提供`,
      },
      { checked, withoutFiles: listed(missing) },
    );
  },
};

/** keccak256(keccak256(revocation file) ‖ keccak256(suspension file)). */
function hashOf({ revocation, suspension }: Files): string {
  const both = keccak_256(Buffer.concat([keccak_256(revocation), keccak_256(suspension)]));
  return `0x${Buffer.from(both).toString("hex")}`;
}

/** Undefined for files that are no status lists. */
async function rootOf({ revocation, suspension }: Files): Promise<bigint | undefined> {
  try {
    const lists = {
      revocation: await listOf(revocation, "revocation"),
      suspension: await listOf(suspension, "suspension"),
    };
    return (await StatusTree.of(lists)).root;
  } catch (error) {
    if (error instanceof PsephosError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function listOf(file: Uint8Array, expected: StatusPurpose): Promise<Uint8Array> {
  const { purpose, list } = await parseStatusList(JSON.parse(new TextDecoder().decode(file)));
  if (purpose !== expected) throw new SyntaxError(`a list of ${purpose}`);
  return list;
}
