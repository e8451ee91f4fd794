import { PsephosError } from "../../../errors.ts";

/** More would take so long to prove that the first proofs would be too old when the last is made. */
export const CITIZENS = { min: 5, max: 100, usual: 8 } as const;

export interface AttestationRequest {
  /** How many people ask for a credential; one is a minor, and one loses hers. */
  readonly citizens?: number | undefined;
}

export interface AttestationPlan {
  readonly citizens: number;
}

export function planAttestations({ citizens = CITIZENS.usual }: AttestationRequest): AttestationPlan {
  if (Number.isInteger(citizens) && citizens >= CITIZENS.min && citizens <= CITIZENS.max) return { citizens };
  throw new PsephosError("USAGE", `--citizens must be ${CITIZENS.min} to ${CITIZENS.max}. See psephos demo --help.`);
}
