import { z } from "zod";
import { configSchema } from "./schema.ts";

/** One setting: where it stands in the file, and what its variable is called. */
export interface Leaf {
  readonly path: readonly string[];
  /** PSEPHOS_ and the path in capitals: `relayer.batchSize` is PSEPHOS_RELAYER_BATCH_SIZE. */
  readonly variable: string;
  readonly kind: "text" | "number" | "switch" | "list";
  readonly description: string;
  /** Its value unless told; undefined where that depends on the data folder, or there is none. */
  readonly initial: unknown;
}

interface JsonNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonNode>>;
  readonly description?: string;
  readonly default?: unknown;
}

const KINDS: Readonly<Record<string, Leaf["kind"]>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "switch",
  array: "list",
};

/** Every setting, in the order of the schema. */
export function configLeaves(): readonly Leaf[] {
  return leavesBelow(z.toJSONSchema(configSchema, { io: "input" }) as JsonNode, []);
}

function leavesBelow(node: JsonNode, path: readonly string[]): Leaf[] {
  if (node.properties !== undefined) {
    return Object.entries(node.properties).flatMap(([key, child]) => leavesBelow(child, [...path, key]));
  }
  const kind = KINDS[node.type ?? ""];
  if (kind === undefined) throw new TypeError(`The setting ${path.join(".")} has no kind that a variable can hold`);
  const { description = "", default: initial } = node;
  return [{ path, kind, variable: variableOf(path), description, initial }];
}

function variableOf(path: readonly string[]): string {
  const words = path.map((key) => key.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase());
  return ["PSEPHOS", ...words].join("_");
}
