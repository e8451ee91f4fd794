import type { Interface, TransactionDescription } from "ethers";
import type { Authority, AuthorityCall } from "./authority.ts";
import type { Chain } from "./contracts.ts";
import type { RegisteredIssuerKey } from "../protocol/credential/issuer-key.ts";
import { toIssuerKey, type StatusFacts } from "./issuers.ts";

/** What a proposed call would do. */
export type CallMeaning =
  | { readonly kind: "registerDepartment"; readonly did: string; readonly account: string }
  | { readonly kind: "registerKey"; readonly key: RegisteredIssuerKey; readonly status: StatusFacts }
  | { readonly kind: "removeKey"; readonly keyIndex: number; readonly compromised: boolean }
  | { readonly kind: "changeAccount"; readonly departmentId: bigint; readonly account: string }
  | { readonly kind: "transferGovernor"; readonly next: string }
  | { readonly kind: "acceptGovernor" }
  | { readonly kind: "changeMembers"; readonly members: readonly string[]; readonly threshold: number }
  /** Of another contract, or bytes that none of these calls is written with. */
  | { readonly kind: "unknown" };

const UNKNOWN: CallMeaning = { kind: "unknown" };
/** What a department's name may hold; another could pretend to be more of the screen than a name. */
const DID = /^did:web:[A-Za-z0-9.:%_-]{1,200}$/;

/** Reads a call of the registry of issuers, or of the authority itself. Only the one way in which a call is written is read. */
export function meaningOf(call: AuthorityCall, at: { chain: Chain; authority: Authority }): CallMeaning {
  const isAt = (address: string): boolean => address.toLowerCase() === call.target.toLowerCase();
  const { issuers } = at.chain.contracts;
  const contract = isAt(issuers.target as string) ? issuers : at.authority.contract;
  if (!isAt(contract.target as string)) return UNKNOWN;
  const parsed = parse(contract.interface, call.data);
  return parsed === undefined ? UNKNOWN : toMeaning(parsed);
}

function parse(contract: Interface, data: string): TransactionDescription | undefined {
  try {
    const parsed = contract.parseTransaction({ data });
    if (parsed === null) return undefined;
    return contract.encodeFunctionData(parsed.fragment, parsed.args) === data ? parsed : undefined;
  } catch {
    // Bytes that do not decode: a proposal may hold any.
    return undefined;
  }
}

function toMeaning({ name, args }: TransactionDescription): CallMeaning {
  // The ABI says which type each argument has.
  const at = (index: number): never => args[index] as never;
  switch (name) {
    case "registerDepartment":
      return DID.test(at(0)) ? { kind: name, did: at(0), account: at(1) } : UNKNOWN;
    case "registerKey":
      return { kind: name, key: toIssuerKey(at(0)), status: { statusRoot: at(2), listsHash: at(3) } };
    case "removeKey":
      return { kind: name, keyIndex: Number(at(0)), compromised: at(1) };
    case "changeAccount":
      return { kind: name, departmentId: at(0), account: at(1) };
    case "transferGovernor":
      return { kind: name, next: at(0) };
    case "acceptGovernor":
      return { kind: name };
    case "changeMembers":
      return { kind: name, members: [...(at(0) as readonly string[])], threshold: Number(at(1)) };
    default:
      return UNKNOWN;
  }
}
