import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import type { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { readEnvironment } from "./environment.ts";
import { configSchema, type Config } from "./schema.ts";
import { isTree, merged, type Tree } from "./tree.ts";

export interface ConfigSources {
  /** JSON, as `--config` names it. */
  readonly file?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv;
  /** What was typed: wins over the environment, which wins over the file. */
  readonly flags?: Tree;
  /** Below all others: what only the caller knows, such as the usual data folder. */
  readonly defaults?: Tree;
}

const MAX_FILE_BYTES = 1_048_576;

/** The configuration of a server, complete and checked; CONFIG_INVALID names the field otherwise, never its value. */
export async function readConfig({
  file,
  environment = {},
  flags = {},
  defaults = {},
}: ConfigSources): Promise<Config> {
  const fromFile = file === undefined ? {} : await readConfigFile(file);
  const tree = [fromFile, readEnvironment(environment), flags].reduce(merged, defaults);
  const parsed = configSchema.safeParse(tree);
  if (!parsed.success) throw invalid(firstIssue(parsed.error));
  requireConsistent(parsed.data);
  return parsed.data;
}

async function readConfigFile(file: string): Promise<Tree> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PsephosError("FILE_UNREADABLE", `${file} cannot be read. Give the configuration's file.`, { cause });
  });
  if (text.length > MAX_FILE_BYTES) throw invalid({ field: file, expected: "no longer than 1 MiB" });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, and there may be a password in it.
    throw invalid({ field: file, expected: "JSON" });
  }
  if (!isTree(value)) throw invalid({ field: file, expected: "a JSON object" });
  return value;
}

interface Fault {
  readonly field: string;
  readonly expected: string;
}

function invalid({ field, expected }: Fault): PsephosError {
  return new PsephosError("CONFIG_INVALID", `${field} cannot be used: it must be ${expected}.`, { detail: { field } });
}

/** The library's sentences tell types and limits; none quotes the value, but keys are quoted and are no secret. */
function firstIssue(error: z.ZodError): Fault {
  const [issue] = error.issues;
  if (issue === undefined) return { field: "configuration", expected: "valid" };
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return { field: [...at, issue.keys[0] ?? ""].join("."), expected: "left out, for there is no such setting" };
  }
  if (issue.code === "invalid_value") {
    return { field: at.join("."), expected: `one of ${issue.values.map(String).join(", ")}` };
  }
  return { field: at.join("."), expected: `another (${issue.message.replace(/^Invalid input: /, "")})` };
}

/** What no single field can tell. */
function requireConsistent(config: Config): void {
  const { prover, relayer, parts, host } = config;
  if (relayer.minDelaySeconds > relayer.maxDelaySeconds) {
    throw invalid({ field: "relayer.minDelaySeconds", expected: "no more than relayer.maxDelaySeconds" });
  }
  if (relayer.priorityFeeGwei > relayer.maxFeeGwei) {
    throw invalid({ field: "relayer.priorityFeeGwei", expected: "no more than relayer.maxFeeGwei" });
  }
  if (parts.includes("prover") && !isLoopback(host) && !prover.remote) {
    throw new PsephosError(
      "CONFIG_INVALID",
      `A prover sees the secrets of whoever uses it, so it listens on this machine alone, and host ${host} is more. Leave the prover out of parts, listen at 127.0.0.1, or set prover.remote to true after reading docs/services.md.`,
      { detail: { field: "host" } },
    );
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
