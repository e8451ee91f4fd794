import { Interface, type ParamType } from "ethers";
import { ABI } from "../../../src/generated/abi.ts";
import type { Inventory } from "./inventory.ts";

/** A call, event or constructor that puts data on a chain, with the paths of its fields. */
export interface Member {
  /** "Contract.member" */
  readonly name: string;
  readonly fields: readonly string[];
}

/** All of them, of all contracts. Views leave nothing behind. */
export function allMembers(): Member[] {
  return Object.entries(ABI).flatMap(([contract, abi]) =>
    new Interface(abi).fragments.flatMap((fragment): Member[] => {
      const { type, inputs } = fragment;
      const fields = inputs.flatMap((input) => pathsOf(input));
      if (type === "constructor") return inputs.length === 0 ? [] : [{ name: `${contract}.constructor`, fields }];
      const leaves = type === "event" || (type === "function" && !/ (view|pure)/.test(fragment.format("full")));
      const name = "name" in fragment ? String(fragment.name) : "";
      return leaves ? [{ name: `${contract}.${name}`, fields }] : [];
    }),
  );
}

function pathsOf(input: ParamType, before = ""): string[] {
  const path = `${before}${input.name}`;
  return input.components === null ? [path] : input.components.flatMap((inner) => pathsOf(inner, `${path}.`));
}

/** What the inventory does not have, or has of something that is not there. */
export function gaps(inventory: Inventory): string[] {
  const members = allMembers();
  const missing = members.flatMap(({ name, fields }) =>
    fields
      .filter((field) => inventory[name]?.[field] === undefined)
      .map((field) => `${name}: ${field} is not classified`),
  );
  const known = new Map(members.map(({ name, fields }) => [name, fields]));
  const idle = Object.entries(inventory).flatMap(([name, fields]) =>
    known.has(name)
      ? Object.keys(fields)
          .filter((field) => !known.get(name)!.includes(field))
          .map((field) => `${name}: ${field} does not exist`)
      : [`${name} does not exist`],
  );
  return [...missing, ...idle];
}
