import { PsephosError } from "../../errors.ts";
import { createClient, type Client } from "../../server/client/client.ts";
import type { OptionSpec } from "../command.ts";
import type { Input } from "../input.ts";
import { proverTexts } from "../texts/prover.ts";
import { relayTexts } from "../texts/relay.ts";
import { indexTexts } from "../texts/index-service.ts";

export const RELAY_OPTION: OptionSpec = {
  flags: "--relay <urls>",
  description: relayTexts.option,
  env: "PSEPHOS_RELAY",
};

/** Of commands that send something to the chain. */
export const RELAY_OPTIONS: readonly OptionSpec[] = [RELAY_OPTION, { flags: "--leave", description: relayTexts.leave }];

/** Of commands that prove. */
export const PROVER_OPTIONS: readonly OptionSpec[] = [
  { flags: "--prover <url>", description: proverTexts.option },
  { flags: "--trust-prover", description: proverTexts.trust },
];

export const INDEX_OPTION: OptionSpec = {
  flags: "--index <url>",
  description: indexTexts.option,
  env: "PSEPHOS_INDEX",
};

/** A service and how to name it to the person. */
export interface Service {
  readonly url: string;
  readonly client: Client;
}

/** What `--relay` says instead of an address when the environment names relayers and the person wants none. */
const NONE = "none";

/** Relayers in the order in which they are tried; none to send directly. */
export function relaysOf(input: Input): Service[] {
  const typed = input.optional("relay") ?? "";
  if (typed === "" || typed === NONE) return [];
  return typed.split(",").map((url) => serviceAt({ name: "--relay", url: url.trim() }));
}

/** Refuses what is no address; `name` is that of the option or argument. */
export function serviceAt({ name, url }: { name: string; url: string }): Service {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    const message = `${name} must be the address of a service, such as https://vote.example.org.`;
    throw new PsephosError("USAGE", message);
  }
  return { url: parsed.href.replace(/\/+$/, ""), client: createClient({ url }) };
}

/** On this machine, so that nobody is on the way. */
export function isHere(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
