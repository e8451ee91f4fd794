import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Main } from "./compile.ts";

const LIST = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../circuits/circuits.json"), "utf8")) as Record<
  string,
  Main
>;

export const CIRCUIT_NAMES = Object.keys(LIST);

/** The main component of a listed circuit, with its public signals named without dimensions. */
export function mainOf(name: string): Main {
  const main = LIST[name];
  if (main === undefined) throw new Error(`circuits.json has no ${name}`);
  return { ...main, publicSignals: main.publicSignals.map((signal) => signal.replace(/\[.*/, "")) };
}

/** Parts of the circuits, so that a defence can be taken out where it stands and compiled in a second. */
export const RULES_PART: Main = {
  file: "ballot/rules.circom",
  template: "Rules",
  parameters: [2],
  publicSignals: ["rules", "weight"],
};

/** One option of a ballot, with the table of the election key. */
export const ENCRYPTION_PART: Main = {
  file: "ballot/encryption.circom",
  wrapper: `template SealedOption() {
    signal input electionKey[2];
    signal input ciphertext[4];
    signal input message;
    signal input randomness;
    signal table[WINDOW_COUNT()][2][2] <== WindowTable(WINDOW_COUNT())(electionKey);
    Encryption()(electionKey, table, message, randomness, ciphertext);
}`,
  template: "SealedOption",
  parameters: [],
  publicSignals: ["electionKey", "ciphertext"],
};

export const MEMBERSHIP_PART: Main = {
  file: "ballot/membership.circom",
  template: "Membership",
  parameters: [3],
  publicSignals: ["rollRoot", "scope", "nullifier"],
};
