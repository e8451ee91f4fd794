import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useParams } from "wouter";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { VoterPlace } from "../../../worker/voting/place.ts";
import { office } from "../../state/office.ts";

const LOOK_AGAIN_MS = 30_000;
const ID = /^[1-9][0-9]{0,19}$/;

/** Of the address; undefined where it is no number of an election. */
export function useElectionId(): bigint | undefined {
  const { id } = useParams<{ id: string }>();
  return ID.test(id) ? BigInt(id) : undefined;
}

/** The election as the worker checked it. */
export function useElection(electionId: bigint): UseQueryResult<ElectionForVoter> {
  return useQuery({
    queryKey: ["election", String(electionId)],
    queryFn: () => office().voter.election(electionId),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Where the holder of the open identity stands in it. */
export function usePlace(electionId: bigint): UseQueryResult<VoterPlace> {
  return useQuery({
    queryKey: ["my", "place", String(electionId)],
    queryFn: () => office().voter.place(electionId),
    staleTime: 0,
  });
}
