import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isPsephosError } from "../../../../../errors.ts";
import type { CredentialState } from "../../../../../roles/holder/check-credential.ts";
import { Tag, type TagProps } from "../../../design/tag.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

export type ShownState = CredentialState | "unknown";

interface Face {
  readonly key: "stateCounts" | "stateRevoked" | "stateSuspended" | "stateEnded" | "stateEarly" | "stateUntrusted" | "stateUnknown"; // prettier-ignore
  readonly kind: NonNullable<TagProps["kind"]>;
}

const FACES: Readonly<Record<ShownState, Face>> = {
  counts: { key: "stateCounts", kind: "success" },
  revoked: { key: "stateRevoked", kind: "danger" },
  suspended: { key: "stateSuspended", kind: "warning" },
  ended: { key: "stateEnded", kind: "warning" },
  early: { key: "stateEarly", kind: "note" },
  untrusted: { key: "stateUntrusted", kind: "danger" },
  unknown: { key: "stateUnknown", kind: "neutral" },
};

export function stateKey(state: ShownState): Face["key"] {
  return FACES[state].key;
}

export interface KnownState {
  readonly state: ShownState;
  /** Of the status lists, unix seconds; undefined where they were not asked. */
  readonly publishedAt: number | undefined;
}

/** As checked now, against chain and status lists; "unknown" where these could not be had. */
export function useCredentialState(id: string) {
  return useQuery({
    queryKey: ["my", "credential-state", id],
    queryFn: async (): Promise<KnownState> => {
      try {
        const { state, publishedAt } = await office().holder.credentials.check(id);
        return { state, publishedAt };
      } catch (error) {
        // Offline, or lists that nobody can read: the credential is still there to be looked at.
        if (isPsephosError(error)) return { state: "unknown", publishedAt: undefined };
        throw error;
      }
    },
  });
}

export function CredentialStateTag({ state }: { readonly state: ShownState | undefined }): ReactNode {
  const say = useTexts("wallet");
  if (state === undefined) return <Tag>{say("checking")}</Tag>;
  const { key, kind } = FACES[state];
  return <Tag kind={kind}>{say(key)}</Tag>;
}
