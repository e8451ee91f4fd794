const MOST_LISTED = 16;
const MOST_CHARACTERS = 400;

/** An event's arguments as flat words, such as `config.opensAt`. Long lists and texts (proofs, ciphertexts, policies) are left out. */
export function factsOf(args: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(args).flatMap(([name, value]) => entriesOf(name, value)));
}

function entriesOf(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const isShort = items.length <= MOST_LISTED && items.every(isPlain);
    return isShort && name !== "proof" ? [[name, items.map(String).join(" ")]] : [];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => entriesOf(`${name}.${key}`, inner));
  }
  return isPlain(value) && String(value).length <= MOST_CHARACTERS ? [[name, String(value)]] : [];
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
