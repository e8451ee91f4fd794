import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { unixNow } from "../../../roles/clock.ts";
import { readFileJson } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { readEach } from "../read-each.ts";
import { workspace } from "../session.ts";

/** A request that this device showed somebody, until it cannot be answered any more. */
export interface AskedRequest {
  readonly nonce: string;
  readonly json: unknown;
}

const form = z.strictObject({ expiresAt: z.int(), request: z.looseObject({ nonce: z.string() }) });

export async function keepRequest(asked: { policyId: bigint; json: object; expiresAt: number }): Promise<void> {
  const { policyId, json, expiresAt } = asked;
  const content = form.parse({ expiresAt, request: json });
  const name = createHash("sha256").update(content.request.nonce).digest("hex");
  const data = `${JSON.stringify(content)}\n`;
  await writeFileWhole({ file: join(folderOf(policyId), `${name}.json`), data, secrecy: "secret" });
}

/** Forgets those that are too old, or damaged: no answer fits them any more. */
export async function askedRequests(policyId: bigint): Promise<AskedRequest[]> {
  const folder = folderOf(policyId);
  const names = await readdir(folder).catch(() => []);
  const kept = await Promise.all(names.map((name) => readOne(join(folder, name))));
  return kept.flat();
}

async function readOne(file: string): Promise<AskedRequest[]> {
  const { whole } = await readEach([file], readFileJson);
  const parsed = form.safeParse(whole[0]);
  if (parsed.success && parsed.data.expiresAt > unixNow()) {
    return [{ nonce: parsed.data.request.nonce, json: parsed.data.request }];
  }
  await rm(file, { force: true });
  return [];
}

function folderOf(policyId: bigint): string {
  return join(workspace.folder, "asked-requests", String(policyId));
}
