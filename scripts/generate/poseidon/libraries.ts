import type { GeneratedFiles } from "../files.ts";
import { hasherCode } from "./hasher-code.ts";
import { poseidonProgram } from "./program.ts";

/** Poseidon of the numbers of elements that contracts hash, with as many rounds as in circomlib. */
export function poseidonLibraries(): GeneratedFiles {
  const two = { t: 3, partialRounds: 57, uniform: false };
  // Factors of its own for each round would not fit into one contract.
  const five = { t: 6, partialRounds: 60, uniform: true };
  return Object.fromEntries(
    [two, five].map((size) => [
      `contracts/generated/Poseidon${size.t - 1}Code.sol`,
      codeLibrary(`Poseidon${size.t - 1}Code`, creationCode(hasherCode(poseidonProgram(size), size))),
    ]),
  );
}

/** The creation code of a contract with this code. */
function creationCode(code: Uint8Array): Uint8Array {
  // PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN: ten bytes that return what follows them.
  return Uint8Array.from([
    0x61,
    code.length >> 8,
    code.length & 0xff,
    0x80,
    0x60,
    0x0a,
    0x5f,
    0x39,
    0x5f,
    0xf3,
    ...code,
  ]);
}

function codeLibrary(name: string, creation: Uint8Array): string {
  const lines =
    Buffer.from(creation)
      .toString("hex")
      .match(/.{1,112}/g) ?? [];
  return `// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Creation code of a contract that hashes
/// @dev What it does and how it is made: scripts/generate/poseidon/hasher-code.ts.
library ${name} {
    bytes internal constant CREATION =
        ${lines.map((line) => `hex"${line}"`).join("\n        ")};
}
`;
}
