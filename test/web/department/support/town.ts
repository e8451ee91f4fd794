import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { DEMONSTRATION_PASSPHRASE } from "../../../../src/roles/demo/portal/demonstration-file.ts";
import { openResidentsDesk, registerDepartment, residentsDesk } from "../../../../src/roles/demo/portal/town/desk.ts";
import type { Town } from "../../../../src/roles/demo/portal/town/town.ts";
import { HOUSING, REGISTRY } from "../../../../src/roles/demo/attestation/policies.ts";
import { HOUSING_ACCOUNT, REGISTRY_ACCOUNT } from "../../../../src/roles/demo/attestation/world.ts";

/** Two departments, and the files of the first one's desk as the command line left them. */
export interface DepartmentsTown {
  readonly deskFiles: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[];
}

export const DESK_PASSPHRASE = DEMONSTRATION_PASSPHRASE;
/** Accounts as the page offers them on chains for trying out. */
export const ACCOUNTS = { registry: String(REGISTRY_ACCOUNT), housing: String(HOUSING_ACCOUNT) } as const;

export async function settleDepartments(town: Town): Promise<DepartmentsTown> {
  await registerDepartment(town, { did: REGISTRY, account: REGISTRY_ACCOUNT });
  await registerDepartment(town, { did: HOUSING, account: HOUSING_ACCOUNT });
  await openResidentsDesk(town, DESK_PASSPHRASE);
  const { workspace, name } = residentsDesk(town, DESK_PASSPHRASE);
  const paths = [workspace.issuerKeyFile({ name, epoch: 2026 }), workspace.issuerLedgerFile(name)];
  const files = paths.map(async (path) => ({
    name: basename(path),
    mimeType: "application/json",
    buffer: await readFile(path),
  }));
  return { deskFiles: await Promise.all(files) };
}
