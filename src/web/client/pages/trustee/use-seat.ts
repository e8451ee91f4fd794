import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { SeatView } from "../../../worker/trustee/seats.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";

const LOOK_AGAIN_MS = 5_000;
const SEATS = ["my", "seats"];

/** Places of the account that acts; `address` is that account's, so that another one has places of its own. */
export function useSeats(address: string): UseQueryResult<SeatView[]> {
  return useQuery({
    queryKey: [...SEATS, address, "all"],
    queryFn: () => office().trustee.seats(),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useSeat(address: string, ceremonyId: bigint): UseQueryResult<SeatView> {
  return useQuery({
    queryKey: [...SEATS, address, "key", String(ceremonyId)],
    queryFn: () => office().trustee.seat(ceremonyId),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useSeatOfElection(address: string, electionId: bigint): UseQueryResult<SeatView> {
  return useQuery({
    queryKey: [...SEATS, address, "election", String(electionId)],
    queryFn: () => office().trustee.seatOfElection(electionId),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** After a step: what was known is old. */
export async function lookAtSeats(): Promise<void> {
  await queries.invalidateQueries({ queryKey: SEATS });
}
