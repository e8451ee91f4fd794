import { sql, type RawBuilder } from "kysely";

/** Bytes as a value in a query. As text, for the embedded database's driver takes bytes one by one: five times as long. */
export function bytesValue(bytes: Uint8Array): RawBuilder<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return sql`decode(${text}::text, 'base64')`;
}
