import type { ParamType } from "ethers";
import type { DecodedEvent } from "../../../chain/reading/arguments.ts";

export type JsonValue = string | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };
export type JsonArguments = Readonly<Record<string, JsonValue>>;

/** An event's arguments as they are stored: whole numbers as decimal strings, addresses in lower case, structs by name. */
export function jsonArguments({ fragment, args }: DecodedEvent): JsonArguments {
  return Object.fromEntries(fragment.inputs.map((input) => [input.name, toJson(input, args[input.name])]));
}

function toJson(type: ParamType, value: unknown): JsonValue {
  if (type.isArray()) return (value as unknown[]).map((entry) => toJson(type.arrayChildren, entry));
  if (type.isTuple()) {
    const fields = value as readonly unknown[];
    return Object.fromEntries(type.components.map((field, index) => [field.name, toJson(field, fields[index])]));
  }
  switch (type.baseType) {
    case "bool":
      return value as boolean;
    case "string":
      // SQL has no U+0000 in texts, and a stranger's name may hold one.
      return (value as string).replaceAll("\0", "\u{fffd}");
    case "address":
      return (value as string).toLowerCase();
    default:
      return typeof value === "bigint" ? value.toString() : (value as string);
  }
}
