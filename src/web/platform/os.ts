/** What the use cases ask of `node:os`. */
export function availableParallelism(): number {
  return navigator.hardwareConcurrency;
}

export function homedir(): string {
  return "/home";
}

export function hostname(): string {
  return "browser";
}
