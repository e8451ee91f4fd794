import incomeTax from "./schemas/income-tax.json" with { type: "json" };
import landTitleHolder from "./schemas/land-title-holder.json" with { type: "json" };
import professionalLicence from "./schemas/professional-licence.json" with { type: "json" };
import residentIdentity from "./schemas/resident-identity.json" with { type: "json" };
import { parseSchema, type CredentialSchema } from "./schema.ts";

/** The schemas that ship, by id. A schema never changes: a new version has a new id. */
export const SCHEMAS: ReadonlyMap<string, CredentialSchema> = new Map(
  [residentIdentity, incomeTax, landTitleHolder, professionalLicence].map((json) => {
    const schema = parseSchema(json);
    return [schema.id, schema];
  }),
);
