import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Acting } from "../../../../worker/department/acting.ts";
import type { AskableSchema, OwnPolicy } from "../../../../worker/department/policies.ts";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useAccounts } from "../../accounts/use-accounts.ts";

/** Of everything that the worker is asked of a department; what follows in a query's key says what. */
export const DEPARTMENT = "department";

/** Whom the open account acts for, by the chain. */
export function useActing(): UseQueryResult<Acting> {
  const address = useAccounts().data?.acting?.address;
  return useQuery({
    queryKey: [DEPARTMENT, "acting", address],
    queryFn: () => office().department.acting(),
    enabled: address !== undefined,
  });
}

export function useOwnPolicies(): UseQueryResult<OwnPolicy[]> {
  const address = useAccounts().data?.acting?.address;
  return useQuery({
    queryKey: [DEPARTMENT, "policies", address],
    queryFn: () => office().department.policies.own(),
    enabled: address !== undefined,
  });
}

/** Kinds of credentials: the same for as long as the page lives. */
export function useSchemas(): UseQueryResult<AskableSchema[]> {
  return useQuery({
    queryKey: [DEPARTMENT, "schemas"],
    queryFn: () => office().department.policies.schemas(),
    staleTime: Infinity,
  });
}

/** What was known may be different now. */
export async function lookAtDepartment(): Promise<void> {
  await queries.invalidateQueries({ queryKey: [DEPARTMENT] });
}
