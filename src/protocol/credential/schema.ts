import canonicalize from "canonicalize";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import type { Brand } from "../brand.ts";
import type { BilingualText } from "../manifest.ts";
import { firstIssue } from "../json.ts";
import { textFault } from "../text.ts";
import { ENCODINGS, type AttributeType } from "./encoding.ts";
import { ATTRIBUTE_COUNT } from "./params.ts";
import { hashText } from "./tags.ts";

/** `keccak256(RFC 8785 text of the schema) >> 8`: the schema's every word is bound. */
export type SchemaHash = Brand<bigint, "SchemaHash">;

/** `keccak256(schema id || "#" || JSON pointer) >> 8`. */
export type AttributeId = Brand<bigint, "AttributeId">;

export interface Attribute extends AttributeType {
  readonly name: string;
  readonly id: AttributeId;
  /** Place among the 16 leaves. */
  readonly position: number;
  readonly required: boolean;
  readonly label: BilingualText;
  /** Of an enumeration, in the order of its values. */
  readonly valueLabels?: readonly BilingualText[] | undefined;
}

export interface CredentialSchema {
  readonly id: string;
  readonly hash: SchemaHash;
  readonly label: BilingualText;
  /** By position, without gaps. */
  readonly attributes: readonly Attribute[];
}

/** Files that name a schema or an attribute name it in this form, so that errors can repeat the name and nothing else. */
export const schemaId = z
  .string()
  .regex(/^(urn:[a-z0-9][a-z0-9-]{0,31}|https):[A-Za-z0-9:/._-]{1,200}$/, "must be a URN or an https URL");
export const attributeName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, "must be a camelCase name");

const label = z.string().superRefine((value, context) => {
  const fault = textFault(value, { maxLength: 100 });
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});
const bilingual = z.strictObject({ zh: label, en: label });

/** JSON Schema keywords of a property; the encoding decides which values they must have. */
const property = z.strictObject({
  type: z.enum(["string", "boolean"]),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.int().optional(),
  enum: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, "must be 1 to 40 of A–Z, a–z, 0–9 and hyphens"))
    .optional(),
  psephos: z.strictObject({
    position: z.int(),
    encoding: z.enum(ENCODINGS),
    label: bilingual,
    fractionDigits: z.int().min(0).max(4).optional(),
    valueLabels: z.array(bilingual).optional(),
  }),
});

const schemaForm = z.strictObject({
  $schema: z.literal("https://json-schema.org/draft/2020-12/schema"),
  $id: schemaId,
  title: label,
  psephos: z.strictObject({ label: bilingual }),
  type: z.literal("object"),
  properties: z.strictObject({
    credentialSubject: z.strictObject({
      type: z.literal("object"),
      properties: z.record(attributeName, property),
      required: z.array(z.string()),
      additionalProperties: z.literal(false),
    }),
  }),
  required: z.tuple([z.literal("credentialSubject")]),
});

/** What JSON Schema says of each encoding, so that ordinary validators refuse what we refuse. */
const KEYWORDS = {
  uint64: { type: "string", pattern: "^(0|[1-9][0-9]{0,19})$" },
  int64: { type: "string", pattern: "^(0|-?[1-9][0-9]{0,18})$" },
  money: { type: "string", pattern: "^(0|[1-9][0-9]{0,19})(\\.[0-9]{1,4})?$" },
  date: { type: "string", format: "date" },
  "date-time": { type: "string", format: "date-time" },
  boolean: { type: "boolean" },
  enumeration: { type: "string" },
  country: { type: "string", pattern: "^[0-9]{3}$" },
  string: { type: "string", minLength: 1 },
  bytes32: { type: "string", pattern: "^0x[0-9a-f]{64}$" },
} as const;

/** Takes a JSON Schema that uses the vocabulary of `docs/credentials.md` and nothing else. */
export function parseSchema(json: unknown): CredentialSchema {
  const parsed = schemaForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { $id, psephos, properties } = parsed.data;
  const { properties: fields, required } = properties.credentialSubject;
  const attributes = Object.entries(fields)
    .map(([name, field]): Attribute => {
      checkProperty(name, field);
      const { position, encoding, fractionDigits, valueLabels } = field.psephos;
      return {
        name,
        id: attributeId({ schemaId: $id, name }),
        position,
        encoding,
        fractionDigits,
        values: field.enum,
        valueLabels,
        required: required.includes(name),
        label: field.psephos.label,
      };
    })
    .sort((left, right) => left.position - right.position);
  checkPositions(attributes);
  const stranger = required.find((name, index) => !(name in fields) || required.indexOf(name) !== index);
  if (stranger !== undefined) throw malformed(`required: "${stranger}" is no property, or stands there twice`);
  return { id: $id, hash: schemaHash(json), label: psephos.label, attributes };
}

export function schemaHash(json: unknown): SchemaHash {
  const text = canonicalize(json);
  if (text === undefined) throw malformed("it cannot be written as JSON");
  return hashText(text) as SchemaHash;
}

export function attributeId({ schemaId, name }: { schemaId: string; name: string }): AttributeId {
  return hashText(`${schemaId}#/credentialSubject/${name}`) as AttributeId;
}

export function attributeNamed(schema: CredentialSchema, name: string): Attribute {
  const found = schema.attributes.find((attribute) => attribute.name === name);
  if (found === undefined) throw malformed(`${schema.id} has no attribute "${name}"`);
  return found;
}

function checkProperty(name: string, { psephos, enum: values, ...keywords }: z.infer<typeof property>): void {
  const { encoding, fractionDigits, valueLabels } = psephos;
  if (canonicalize(keywords) !== canonicalize(KEYWORDS[encoding])) {
    throw malformed(`${name}: the encoding ${encoding} has the keywords ${JSON.stringify(KEYWORDS[encoding])}`);
  }
  if ((encoding === "money") !== (fractionDigits !== undefined)) {
    throw malformed(`${name}: fractionDigits belongs to the encoding money`);
  }
  const usable = values !== undefined && values.length > 0 && new Set(values).size === values.length;
  const fits = encoding === "enumeration" ? usable && valueLabels?.length === values.length : !values && !valueLabels;
  if (!fits) {
    throw malformed(`${name}: an enumeration, and nothing else, has enum values, each once, and as many valueLabels`);
  }
}

function checkPositions(attributes: readonly Attribute[]): void {
  if (attributes.length === 0 || attributes.length > ATTRIBUTE_COUNT) {
    throw malformed(`a schema has 1 to ${ATTRIBUTE_COUNT} attributes`);
  }
  const wrong = attributes.find(({ position }, index) => position !== index);
  if (wrong !== undefined) throw malformed(`${wrong.name}: positions must be 0, 1, 2 … without gap`);
}

function malformed(reason: string): PsephosError {
  return new PsephosError("SCHEMA_MALFORMED", `The credential schema is not valid: ${reason}.`);
}
