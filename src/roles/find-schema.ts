import { PsephosError } from "../errors.ts";
import type { CredentialSchema } from "../protocol/credential/schema.ts";
import { SCHEMAS } from "../protocol/credential/schemas.ts";

/** What people call a schema: `resident-identity` for `urn:psephos:schema:resident-identity:1`. */
export function schemaName({ id }: Pick<CredentialSchema, "id">): string {
  return /([a-z0-9-]+):[0-9]+$/.exec(id)?.[1] ?? id;
}

/** By its name or its whole id. */
export function findSchema(wanted: string): CredentialSchema {
  const schemas = [...SCHEMAS.values()];
  const found =
    schemas.find((schema) => schema.id === wanted) ?? schemas.findLast((each) => schemaName(each) === wanted);
  if (found !== undefined) return found;
  const names = schemas.map(schemaName).join(", ");
  throw new PsephosError("USAGE", `There is no kind of credential of that name. Known here are: ${names}.`);
}

/** Undefined for what is registered on the chain and not known to this version. */
export function schemaOfHash(hash: bigint): CredentialSchema | undefined {
  return [...SCHEMAS.values()].find((schema) => schema.hash === hash);
}
