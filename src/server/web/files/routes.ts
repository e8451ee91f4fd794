import { putFile, readFile } from "../../api/files.ts";
import { route, type Route } from "../../http/route.ts";
import type { KeptFiles } from "./kept-files.ts";

export function fileRoutes(files: KeptFiles): readonly Route[] {
  return [
    route(readFile, ({ params: { hash } }) => files.read(hash)),
    route(
      putFile,
      ({ params: { hash }, body }) => files.keep(hash, body),
      // So that nobody is made to read what is not wanted, or is there.
      ({ params: { hash }, bodyBytes }) => files.has(hash, bodyBytes),
    ),
  ];
}
