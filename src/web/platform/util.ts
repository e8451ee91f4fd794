/** What the use cases ask of `node:util`: whether two JSON values say the same. */
export function isDeepStrictEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(other, name) && isDeepStrictEqual(left[name], right[name]))
  );
}
