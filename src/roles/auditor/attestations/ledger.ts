import type { GivenKey } from "../judge-key.ts";

/** All that a chain says of credentials up to one block, without judgement. Times are unix seconds, hashes 0x and 64 digits. */
export interface AttestationLedger {
  readonly chainId: number;
  readonly block: number;
  /** Time of the block. */
  readonly time: number;
  /** Addresses. */
  readonly contracts: Readonly<Record<"issuers" | "policies" | "attestations" | "enrolments" | "logs", string>>;
  /** By the contracts' own word. */
  readonly verifyingKeys: readonly GivenKey[];
  readonly departments: readonly (Moment & { readonly departmentId: bigint; readonly did: string })[];
  /** Registered keys, published states and removals, in the order of the chain. */
  readonly trust: readonly TrustEvent[];
  /** Root of the trust tree at the block; 0 while it is empty. */
  readonly trustRoot: bigint;
  readonly policies: readonly PolicyEntry[];
  /** In the order of the chain. */
  readonly attestations: readonly AttestationEvent[];
  /** What the contract has of each pseudonym that occurs in `attestations`. */
  readonly records: readonly AttestationState[];
  readonly enrolments: readonly EnrolmentEntry[];
  readonly rolls: readonly { readonly rollId: bigint; readonly root: bigint; readonly size: number }[];
  readonly logs: readonly LogEntry[];
}

/** When something stood on chain, and where in its order. */
export interface Moment {
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly time: number;
}

export type TrustEvent = Moment &
  (
    | {
        readonly kind: "registered";
        readonly keyIndex: number;
        readonly publicKey: readonly [bigint, bigint];
        readonly schemaHash: bigint;
      }
    | {
        readonly kind: "published";
        readonly keyIndex: number;
        readonly statusRoot: bigint;
        readonly listsHash: string;
        readonly trustRoot: bigint;
      }
    | {
        readonly kind: "removed";
        readonly keyIndex: number;
        readonly compromised: boolean;
        readonly trustRoot: bigint;
      }
  );

export const PRESENTATIONS = ["presentation-plain", "presentation", "presentation-pair"] as const;

export interface Terms {
  readonly departmentId: bigint;
  readonly scopeId: bigint;
  readonly policyHash: bigint;
  readonly circuit: (typeof PRESENTATIONS)[number];
  readonly maxStatusAge: number;
  readonly maxClockSkew: number;
  readonly validity: number;
  readonly lapses: boolean;
  readonly revocable: boolean;
}

export interface PolicyEntry extends Moment {
  readonly policyId: bigint;
  /** Of the event. */
  readonly terms: Terms;
  readonly text: string;
  /** What the contract keeps. */
  readonly kept: { readonly terms: Terms; readonly textHash: string; readonly retired: boolean };
  readonly retiredAt: Moment | undefined;
}

interface OfPseudonym extends Moment {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
}

export type AttestationEvent = OfPseudonym &
  (
    | {
        readonly kind: "attested";
        readonly attestedAt: number;
        readonly expiresAt: number;
        readonly item: readonly bigint[];
      }
    /** `proof` is undefined where it was sent through another contract and does not stand in the transaction. */
    | { readonly kind: "withdrawn"; readonly proof: readonly bigint[] | undefined }
    | { readonly kind: "revoked" }
  );

export interface AttestationState {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
  readonly provenAt: number;
  readonly attestedAt: number;
  readonly expiresAt: number;
  readonly withdrawn: boolean;
  readonly revoked: boolean;
}

export interface EnrolmentEntry {
  readonly enrolmentId: bigint;
  readonly policyId: bigint;
  readonly opensAt: number;
  readonly closesAt: number;
  /** By the contract's word. */
  readonly size: number;
  readonly enrolled: readonly EnrolledEvent[];
}

export interface EnrolledEvent extends Moment {
  readonly pseudonym: bigint;
  readonly commitment: bigint;
  readonly position: number;
  readonly item: readonly bigint[];
}

export interface LogEntry {
  readonly logId: bigint;
  readonly anchors: readonly (Moment & { readonly size: number; readonly root: string })[];
  /** What the contract keeps. */
  readonly latest: { readonly size: number; readonly root: string };
}

/** Published files that an auditor may bring; without them less can be checked. */
export interface PublishedFiles {
  readonly statusLists?: readonly { readonly revocation: Uint8Array; readonly suspension: Uint8Array }[];
  /** Entries of a log in order, from its first. */
  readonly logs?: ReadonlyMap<bigint, readonly Uint8Array[]>;
  /** Rolls that were published as those of enrolments. */
  readonly electorates?: readonly { readonly enrolmentId: bigint; readonly rollId: bigint }[];
}
