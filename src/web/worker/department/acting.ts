import { readDepartments } from "../../../chain/issuer-events.ts";
import { readDepartmentAccount, readGovernor } from "../../../chain/issuers.ts";
import { readPoliciesPublished } from "../../../chain/policy-events.ts";
import { PsephosError } from "../../../errors.ts";
import { listIssuerKeys, type KeyState } from "../../../roles/issuer-keys.ts";
import { schemaOfHash } from "../../../roles/find-schema.ts";
import { heldAccount } from "../held-account.ts";
import { tellSchema, type ToldSchema } from "../holder/told.ts";
import { heldChain } from "../session.ts";

/** A key of a department, as the registry has it. */
export interface ToldKey {
  readonly keyIndex: number;
  /** Undefined for a kind of credential that this version does not know. */
  readonly schema: ToldSchema | undefined;
  readonly epoch: number;
  readonly endsAt: number;
  readonly state: KeyState;
  /** When its status lists were last put on record, unix seconds. */
  readonly publishedAt: number | undefined;
}

/** A department for which the open account acts. */
export interface ToldDepartment {
  readonly did: string;
  readonly keys: readonly ToldKey[];
  readonly policyCount: number;
}

/** Who the open account is in the registry. */
export interface Acting {
  readonly address: string;
  /** Usually one; none for an account that nobody has registered yet. */
  readonly departments: readonly ToldDepartment[];
  /** Who could register it. */
  readonly governor: string;
}

export async function readActing(): Promise<Acting> {
  const [chain, { address }] = [await heldChain(), heldAccount()];
  const [own, keys, governor] = await Promise.all([
    ownDepartments(address),
    listIssuerKeys(chain),
    readGovernor(chain),
  ]);
  const departments = own.map(async ({ did, departmentId }): Promise<ToldDepartment> => {
    const policyCount = (await readPoliciesPublished(chain, { departmentId })).length;
    return { did, policyCount, keys: keys.filter((key) => key.did === did).map(tellKey) };
  });
  return { address, governor, departments: await Promise.all(departments) };
}

/** Refuses before anything is done what the registry would refuse after it was paid for. */
export async function requireActing(did: string): Promise<void> {
  const { address } = heldAccount();
  if ((await ownDepartments(address)).some((each) => each.did === did)) return;
  throw new PsephosError("ACCOUNT_REFUSED", `The open account does not act for ${did}. Open the account that does.`);
}

export async function ownDepartments(address: string): Promise<{ did: string; departmentId: bigint }[]> {
  const chain = await heldChain();
  const registered = await readDepartments(chain);
  const acting = await Promise.all(registered.map(({ departmentId }) => readDepartmentAccount(chain, departmentId)));
  return registered
    .filter((_, index) => acting[index] === address)
    .map(({ did, departmentId }) => ({ did, departmentId }));
}

function tellKey(key: Awaited<ReturnType<typeof listIssuerKeys>>[number]): ToldKey {
  const { keyIndex, epoch, endsAt, state, schemaHash, status } = key;
  const schema = schemaOfHash(schemaHash);
  return { keyIndex, epoch, endsAt, state, schema: schema && tellSchema(schema), publishedAt: status?.publishedAt };
}
