import { authorityAt, readMembers, type Authority } from "../../chain/authority.ts";
import { readGovernor } from "../../chain/issuers.ts";
import { translating } from "../../chain/sending/errors.ts";
import { PsephosError } from "../../errors.ts";
import { requireAddress } from "../address.ts";
import type { Chain } from "../chain-session.ts";

export interface FoundAuthority {
  readonly address: string;
  readonly governs: boolean;
  /** Undefined for the account of one person, which decides without asking. */
  readonly body: (Authority & { readonly members: readonly string[]; readonly threshold: number }) | undefined;
}

/** The authority at an address; the registry's governor unless told. */
export async function findAuthority(chain: Chain, typed: string | undefined): Promise<FoundAuthority> {
  const governor = await readGovernor(chain);
  const address = typed === undefined ? governor : requireAddress(typed, { whose: "The authority's address" });
  const governs = address === governor;
  if ((await translating(chain.provider.getCode(address))) === "0x") return { address, governs, body: undefined };
  const authority = authorityAt(chain, address);
  return { address, governs, body: { ...authority, ...(await readMembers(authority)) } };
}

/** The same where there must be members, who propose and approve. */
export async function requireAuthority(
  chain: Chain,
  typed: string | undefined,
): Promise<NonNullable<FoundAuthority["body"]>> {
  const { address, body } = await findAuthority(chain, typed);
  if (body !== undefined) return body;
  const message = `${address} is one account, which decides without proposals. Name the authority that you mean.`;
  throw new PsephosError("ARGUMENT_INVALID", message);
}
