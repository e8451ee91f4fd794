import { AbiCoder, getBytes, type Interface, type LogDescription } from "ethers";

/** What carries an event: a log of ethers, or one as the node gave it. */
export interface EventData {
  readonly topics: readonly string[];
  /** 0x… */
  readonly data: string;
}

/** An event whose arguments can all be read. */
export interface DecodedEvent {
  readonly fragment: LogDescription["fragment"];
  /** By name, as ethers gives them. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Null if the interface has no such event. Throws if the data cannot be one. */
export function decodeEvent(contract: Interface, event: EventData): DecodedEvent | null {
  const parsed = contract.parseLog(event);
  if (parsed === null) return null;
  try {
    return { fragment: parsed.fragment, args: parsed.args.toObject() };
  } catch {
    return { fragment: parsed.fragment, args: repaired(parsed, event.data) };
  }
}

/**
 * Contracts take any bytes for a text. Where they are not UTF-8 what cannot be read is marked (U+FFFD): one text of a stranger's must
 * not keep everybody from all others.
 */
function repaired({ fragment, args }: LogDescription, data: string): DecodedEvent["args"] {
  const inData = fragment.inputs.filter(({ indexed }) => indexed !== true);
  const types = inData.map((input) => (input.type === "string" ? "bytes" : input));
  const raw = AbiCoder.defaultAbiCoder().decode(types, data);
  const entries = fragment.inputs.map((input): [string, unknown] => {
    const isText = input.type === "string" && input.indexed !== true;
    const value: unknown = isText
      ? new TextDecoder().decode(getBytes(raw[inData.indexOf(input)] as string))
      : args.getValue(input.name);
    return [input.name, value];
  });
  return Object.fromEntries(entries);
}
