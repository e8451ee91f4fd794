/**
 * The web origin that a did:web stands for: `did:web:housing.example` is at `https://housing.example`, `did:web:a.example%3A8443:x`
 * at `https://a.example:8443`. Undefined for a text that is no such DID.
 */
export function originOfDid(did: string): string | undefined {
  const [, host, port] = /^did:web:([A-Za-z0-9.-]+)(?:%3[Aa](\d{1,5}))?(?::|$)/.exec(did) ?? [];
  if (host === undefined) return undefined;
  const address = `https://${host}${port === undefined ? "" : `:${port}`}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
