/** Nested plain data, as a config file has it. */
export interface Tree {
  [key: string]: unknown;
}

export function setAt(tree: Tree, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) tree[key] = value;
  else setAt((tree[key] ??= {}) as Tree, rest, value);
}

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `over` wins, leaf by leaf; a list is one leaf. */
export function merged(under: Tree, over: Tree): Tree {
  const both = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const below = both.get(key);
    both.set(key, isTree(below) && isTree(value) ? merged(below, value) : value);
  }
  return Object.fromEntries(both);
}
