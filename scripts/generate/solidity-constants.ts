import { CREDENTIAL_TAGS } from "../../src/protocol/credential/params.ts";
import { TAGS } from "../../src/protocol/params.ts";
import { flattenSignals, type CircuitSource } from "../circuits/list.ts";
import { numbers, ruleFields, rulesBits, tags, upperSnake, type Constant } from "./constants.ts";

/** Of the credentials' tags the contracts use these. */
const CONTRACT_TAGS = { CONTEXT: CREDENTIAL_TAGS.CONTEXT, TRUST: CREDENTIAL_TAGS.TRUST };

export function solidityConstants(circuits: readonly CircuitSource[]): string {
  const preimages = Object.entries(TAGS).map(
    ([role, preimage]) => `string internal constant PREIMAGE_${role} = "${preimage}";`,
  );
  const sections = [
    preimages,
    [...tags(), ...tags(CONTRACT_TAGS)].map(solidityConstant),
    numbers().map(solidityConstant),
    rulesConstants().map(solidityConstant),
    signalCounts(circuits).map(solidityConstant),
  ];
  return `// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice Numbers that the contracts share with the circuits and the SDK.
library Constants {
${sections.map((lines) => lines.join("\n")).join("\n\n")}
}
`;
}

function solidityConstant({ name, value, note }: Constant): string {
  const comment = note === undefined ? "" : `/// @dev ${note}\n`;
  return `${comment}uint256 internal constant ${name} = ${value};`;
}

/** A field of the packed rules is `(rules >> RULE_X_OFFSET) & RULE_X_MASK`. */
function rulesConstants(): Constant[] {
  const fields = ruleFields().flatMap(({ name, offset, bits }) => [
    { name: `RULE_${name}_OFFSET`, value: offset },
    { name: `RULE_${name}_MASK`, value: (1n << bits) - 1n },
  ]);
  return [...fields, { name: "RULES_BITS", value: rulesBits() }];
}

function signalCounts(circuits: readonly CircuitSource[]): Constant[] {
  return circuits.map(({ name, publicSignals }) => ({
    name: `SIGNAL_COUNT_${upperSnake(name)}`,
    value: BigInt(flattenSignals(publicSignals).length),
  }));
}
