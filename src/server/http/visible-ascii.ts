/** 1 to 200 visible ASCII characters: what we take as Idempotency-Key and Last-Event-ID. */
export function isVisibleAscii(text: unknown): text is string {
  return typeof text === "string" && /^[\x21-\x7e]{1,200}$/.test(text);
}
