import { Interface } from "ethers";
import { CONTRACT_NAMES, type Chain, type Contracts } from "../../../chain/contracts.ts";
import { ABI } from "../../../generated/abi.ts";

/** Key in the deployment; "authority" is a governor's contract, which stands beside it. */
export type ContractLabel = keyof Contracts | "authority";

export interface WatchedContract {
  readonly label: ContractLabel;
  readonly events: Interface;
}

const AUTHORITY: WatchedContract = { label: "authority", events: new Interface(ABI.GoverningAuthority) };

/** The deployment's contracts by lower-case address. Logs of no other address are ever asked for, whatever they claim to be. */
export function deployedContracts(chain: Chain): ReadonlyMap<string, WatchedContract> {
  const labels = Object.keys(CONTRACT_NAMES) as (keyof Contracts)[];
  return new Map(
    labels.map((label) => [
      chain.deployment.addresses[label].toLowerCase(),
      { label, events: chain.contracts[label].interface },
    ]),
  );
}

/** With those that became, or were named to become, governor. An account that is no contract logs nothing. */
export function withAuthorities(
  contracts: ReadonlyMap<string, WatchedContract>,
  addresses: Iterable<string>,
): ReadonlyMap<string, WatchedContract> {
  const added = [...addresses].map((address): [string, WatchedContract] => [address, AUTHORITY]);
  return new Map([...added, ...contracts]);
}
