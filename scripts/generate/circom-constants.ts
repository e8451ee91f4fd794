import * as credential from "../../src/protocol/credential/params.ts";
import { numbers, ruleFields, rulesBits, tags, type Constant } from "./constants.ts";

/** Circom has no constants: each is a function without arguments, folded away by the compiler. */
export function circomConstants(): string {
  const rules = ruleFields().flatMap(({ name, offset, bits }) => [
    { name: `RULE_${name}_OFFSET`, value: offset },
    { name: `RULE_${name}_BITS`, value: bits },
  ]);
  const constants: Constant[] = [...tags(), ...numbers(), ...rules, { name: "RULES_BITS", value: rulesBits() }];
  return circomFile(constants);
}

/** In a file of their own: an edit there leaves the circuits of elections, and their keys, as they are. */
export function circomCredentialConstants(): string {
  return circomFile([...tags(credential.CREDENTIAL_TAGS), ...numbers(credential)]);
}

function circomFile(constants: readonly Constant[]): string {
  return ["pragma circom 2.2.0;", "", ...constants.map(circomFunction), ""].join("\n");
}

function circomFunction({ name, value, note }: Constant): string {
  const comment = note === undefined ? "" : `// ${note}\n`;
  return `${comment}function ${name}() { return ${value}; }`;
}
