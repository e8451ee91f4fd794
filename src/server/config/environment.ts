import { PsephosError } from "../../errors.ts";
import { configLeaves, type Leaf } from "./leaves.ts";
import { setAt, type Tree } from "./tree.ts";

/** The command line's own: they are no settings of the services, but may be set while one is started. */
const OTHERS: readonly string[] = [
  ...["PSEPHOS_RPC", "PSEPHOS_PASSPHRASE_FILE", "PSEPHOS_LANG", "PSEPHOS_DEBUG"],
  ...["PSEPHOS_RELAY", "PSEPHOS_INDEX"],
];

const NUMBER = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,18})?$/;

/** Settings from PSEPHOS_… variables. One that no setting has is refused: it is a slip, and its writer believes it counts. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Tree {
  const leaves = new Map(configLeaves().map((leaf) => [leaf.variable, leaf]));
  const tree: Tree = {};
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith("PSEPHOS_") || OTHERS.includes(variable) || text === undefined) continue;
    const leaf = leaves.get(variable);
    if (leaf === undefined) {
      throw new PsephosError("CONFIG_INVALID", `${variable} is no setting. Look for the right name, or unset it.`, {
        detail: { field: variable },
      });
    }
    setAt(tree, leaf.path, valueOf(leaf, text));
  }
  return tree;
}

/** Lists are separated by commas; an empty text is an empty list. Values are left out of messages: some are secret. */
function valueOf({ kind, variable }: Leaf, text: string): unknown {
  if (kind === "text") return text;
  if (kind === "list") return text === "" ? [] : text.split(",").map((entry) => entry.trim());
  const fits = kind === "number" ? NUMBER.test(text) : text === "true" || text === "false";
  if (!fits) {
    const expected = kind === "number" ? "a number" : '"true" or "false"';
    throw new PsephosError("CONFIG_INVALID", `${variable} must be ${expected}.`, { detail: { field: variable } });
  }
  return kind === "number" ? Number(text) : text === "true";
}
