import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AbiCoder, Interface, type ParamType } from "ethers";
import { ABI, type ContractName } from "../../../src/generated/abi.ts";
import type { RecordedTransaction } from "../chain-record.ts";
import { CLASSES, type DataClass } from "./classes.ts";
import type { Classified, Inventory, Layout } from "./inventory.ts";

/** Contracts of a chain by their lower-case addresses. */
export type Places = ReadonlyMap<string, ContractName>;

interface Judging {
  readonly places: Places;
  readonly inventory: Inventory;
  /** "Contract.member" of everything that occurred. */
  readonly seen: Set<string>;
}

/** What of a chain's record nobody classified, or does not look like what it is classified as. */
export function judgeRecord(record: readonly RecordedTransaction[], judging: Judging): string[] {
  return record.flatMap((recorded) => [...judgeCalldata(recorded, judging), ...judgeLogs(recorded, judging)]);
}

function judgeCalldata({ transaction, receipt }: RecordedTransaction, judging: Judging): string[] {
  const { to, data, hash } = transaction;
  if (data === "0x" && to !== null) return [];
  if (to === null) return judgeCreation({ data, address: receipt.contractAddress, hash }, judging);
  const contract = judging.places.get(to.toLowerCase());
  if (contract === undefined) return [`transaction ${hash} calls ${to}, which is no contract of ours`];
  return judgeCall({ contract, data, hash }, judging);
}

function judgeCall(
  { contract, data, hash }: { contract: ContractName; data: string; hash: string },
  judging: Judging,
): string[] {
  const call = new Interface(ABI[contract]).parseTransaction({ data });
  if (call === null) return [`transaction ${hash} calls an unknown function of ${contract}`];
  const { fragment, args } = call;
  const written =
    fragment.selector +
    AbiCoder.defaultAbiCoder()
      .encode(fragment.inputs, [...args])
      .slice(2);
  const extra = written === data ? [] : [`${contract}.${fragment.name} carries bytes that are no argument`];
  return [...extra, ...judgeFields(`${contract}.${fragment.name}`, { inputs: fragment.inputs, args }, judging)];
}

/** Code as it was built, then the constructor's arguments. */
function judgeCreation(
  { data, address, hash }: { data: string; address: string | null; hash: string },
  judging: Judging,
): string[] {
  const contract = judging.places.get(address?.toLowerCase() ?? "");
  if (contract === undefined) return [`transaction ${hash} creates a contract that is not ours`];
  const code = bytecodeOf(contract);
  if (!data.startsWith(code)) return [`${contract} was created from other code than the build's`];
  const { inputs } = new Interface(ABI[contract]).deploy;
  const args = AbiCoder.defaultAbiCoder().decode(inputs, `0x${data.slice(code.length)}`);
  const written = AbiCoder.defaultAbiCoder()
    .encode(inputs, [...args])
    .slice(2);
  const extra = code + written === data ? [] : [`the creation of ${contract} carries bytes that are no argument`];
  if (inputs.length === 0) return extra;
  return [...extra, ...judgeFields(`${contract}.constructor`, { inputs, args }, judging)];
}

function bytecodeOf(name: string): string {
  const file = resolve(import.meta.dirname, `../../../build/artifacts/contracts/${name}.sol/${name}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { bytecode: string }).bytecode;
}

function judgeLogs({ transaction, receipt }: RecordedTransaction, judging: Judging): string[] {
  return receipt.logs.flatMap((log) => {
    const contract = judging.places.get(log.address.toLowerCase());
    if (contract === undefined) return [`transaction ${transaction.hash} logs something of ${log.address}, not ours`];
    const event = new Interface(ABI[contract]).parseLog(log);
    if (event === null) return [`${contract} logs an unknown event`];
    const { fragment, args } = event;
    const written = new Interface(ABI[contract]).encodeEventLog(fragment, [...args]);
    const isWhole = written.data === log.data && written.topics.join() === log.topics.join();
    const extra = isWhole ? [] : [`${contract}.${fragment.name} carries bytes that are no field`];
    return [...extra, ...judgeFields(`${contract}.${fragment.name}`, { inputs: fragment.inputs, args }, judging)];
  });
}

interface Decoded {
  readonly inputs: readonly ParamType[];
  readonly args: readonly unknown[];
}

function judgeFields(member: string, { inputs, args }: Decoded, judging: Judging): string[] {
  judging.seen.add(member);
  return inputs.flatMap((input, at) =>
    valuesIn(input, args[at]).flatMap(({ path, value }) => {
      const classified = judging.inventory[member]?.[path];
      if (classified === undefined) return [`${member}: ${path} is not classified`];
      if (classified === "call") return judgeNested({ inputs, args }, { data: String(value), member }, judging);
      return judgeValue(classified, value).map((fault) => `${member}: ${path} ${fault}`);
    }),
  );
}

/** A call within a call, to the contract beside it. */
function judgeNested(
  { inputs, args }: Decoded,
  { data, member }: { data: string; member: string },
  judging: Judging,
): string[] {
  const target = String(args[inputs.findIndex(({ name }) => name === "target")]).toLowerCase();
  const contract = judging.places.get(target);
  if (contract === undefined) return [`${member} is about ${target}, which is no contract of ours`];
  return judgeCall({ contract, data, hash: `within ${member}` }, judging);
}

/** The fields of a structure, one by one; arrays stay whole. */
function valuesIn(input: ParamType, value: unknown, before = ""): { path: string; value: unknown }[] {
  const path = `${before}${input.name}`;
  if (input.components === null) return [{ path, value }];
  const parts = [...(value as readonly unknown[])];
  return input.components.flatMap((inner, at) => valuesIn(inner, parts[at], `${path}.`));
}

function judgeValue(classified: Classified, value: unknown): string[] {
  const words = wordsIn(value);
  if (typeof classified === "string") return words.flatMap((word) => faultOf(CLASSES[classified], word));
  if (!("sizes" in classified)) return judgeItems(classified, words);
  const verdicts = classified.sizes.map((layout) => judgeItems(layout, words));
  return verdicts.find(({ length }) => length === 0) ?? verdicts.flat();
}

function judgeItems(layout: Layout, words: readonly bigint[]): string[] {
  const size = layout.reduce((sum, [, count]) => sum + count, 0);
  if (words.length % size !== 0) return [`has ${words.length} words, which are no items of ${size}`];
  const classes = layout.flatMap(([name, count]) => Array<DataClass>(count).fill(CLASSES[name]));
  return words.flatMap((word, at) => faultOf(classes[at % size]!, word));
}

/** Numbers and the words of arrays; texts, addresses and bytes have no order. */
function wordsIn(value: unknown): bigint[] {
  if (typeof value === "bigint") return [value];
  // ethers' lists are no plain arrays.
  return Array.isArray(value) ? [...(value as readonly unknown[])].flatMap((inner) => wordsIn(inner)) : [];
}

function faultOf({ what, min = 0n, max = 2n ** 256n }: DataClass, word: bigint): string[] {
  return min <= word && word <= max ? [] : [`has the word ${word}, which is not "${what}"`];
}
