/** Callers take turns: one who asks for much waits for himself, not others for him. Each one's own items stay in order. */
export class FairQueue<Item> {
  /** In the order of the turns; nobody is in it without items. */
  readonly #lists = new Map<string, Item[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const items of this.#lists.values()) yield* items;
  }

  push(caller: string, item: Item): void {
    const items = this.#lists.get(caller);
    if (items === undefined) this.#lists.set(caller, [item]);
    else items.push(item);
    this.#size++;
  }

  /** The next one; its caller goes to the end of the round. */
  take(): Item | undefined {
    const [turn] = this.#lists;
    if (turn === undefined) return undefined;
    const [caller, [item, ...rest]] = turn;
    this.#lists.delete(caller);
    if (rest.length > 0) this.#lists.set(caller, rest);
    this.#size--;
    return item;
  }

  remove(caller: string, item: Item): boolean {
    const items = this.#lists.get(caller);
    const place = items?.indexOf(item) ?? -1;
    if (items === undefined || place < 0) return false;
    items.splice(place, 1);
    if (items.length === 0) this.#lists.delete(caller);
    this.#size--;
    return true;
  }

  /** 1 is next; 0 if it does not wait. */
  positionOf(caller: string, item: Item): number {
    const rounds = this.#lists.get(caller)?.indexOf(item) ?? -1;
    if (rounds < 0) return 0;
    let before = 0;
    let passed = false;
    for (const [other, items] of this.#lists) {
      if (other === caller) passed = true;
      // Whoever stands earlier in the round has had one turn more.
      before += Math.min(items.length, passed ? rounds : rounds + 1);
    }
    return before + 1;
  }
}
