/** What the use cases ask of `node:path`: paths with slashes, from one root. */
export function resolve(...parts: string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    if (part.startsWith("/")) kept.length = 0;
    for (const name of part.split("/")) {
      if (name === "..") kept.pop();
      else if (name !== "" && name !== ".") kept.push(name);
    }
  }
  return `/${kept.join("/")}`;
}

export function join(...parts: string[]): string {
  const whole = resolve(...parts.map((part, index) => (index === 0 ? part : `./${part}`)));
  return parts[0]?.startsWith("/") === true ? whole : whole.slice(1);
}

export function dirname(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : end === 0 ? "/" : path.slice(0, end);
}

export function basename(path: string, ending = ""): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ending !== "" && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}
