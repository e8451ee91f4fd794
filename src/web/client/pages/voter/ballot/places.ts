/** Orders of ids, and what moving one of them makes of them. */

export function movedTo({ places, moved, at }: { places: readonly string[]; moved: string; at: number }): string[] {
  const others = places.filter((id) => id !== moved);
  const place = Math.min(Math.max(at, 0), others.length);
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** Beside another one: after it, or before it. */
export function movedBeside(input: {
  places: readonly string[];
  moved: string;
  neighbour: string;
  isAfter: boolean;
}): string[] {
  const { places, moved, neighbour, isAfter } = input;
  const at = places.filter((id) => id !== moved).indexOf(neighbour);
  return at < 0 ? [...places] : movedTo({ places, moved, at: isAfter ? at + 1 : at });
}
