import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useQueries, useQuery } from "@tanstack/react-query";
import { readManifestFacts, type ManifestFacts } from "../../../../../roles/auditor/recompute/manifest-facts.ts";

/** A manifest's file, or undefined where it is not published here or is not the one of this hash. */
async function loadFacts(hash: string, signal: AbortSignal): Promise<ManifestFacts | null> {
  const answer = await fetch(new URL(`v1/files/${hash}`, document.baseURI), { signal, credentials: "omit" });
  if (!answer.ok) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (`0x${bytesToHex(keccak_256(bytes))}` !== hash) return null;
  return readManifestFacts(new TextDecoder().decode(bytes)) ?? null;
}

function factsOf(hash: string) {
  return {
    queryKey: ["manifest", hash],
    queryFn: ({ signal }: { signal: AbortSignal }) => loadFacts(hash, signal),
    // A file that is named by its hash never changes; one that is missing may come.
    staleTime: (query: { state: { data: ManifestFacts | null | undefined } }) =>
      query.state.data === null ? 30_000 : Infinity,
  };
}

/** What the manifest of this hash says; null where it is not to be had, undefined while it loads. */
export function useManifestFacts(hash: string | undefined): ManifestFacts | null | undefined {
  return useQuery({ ...factsOf(hash ?? ""), enabled: hash !== undefined }).data;
}

/** Of several, by hash. */
export function useManyManifestFacts(hashes: readonly string[]): ReadonlyMap<string, ManifestFacts> {
  const unique = [...new Set(hashes)];
  const answers = useQueries({ queries: unique.map(factsOf) });
  return new Map(unique.flatMap((hash, at) => (answers[at]?.data ? [[hash, answers[at].data] as const] : [])));
}
