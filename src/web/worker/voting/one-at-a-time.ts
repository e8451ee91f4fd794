import { PsephosError } from "../../../errors.ts";

/** Makes, sends or tests a ballot of one election in one tab at a time: FILE_BUSY for the second, which changes nothing. */
export async function oneAtATime<T>(electionId: bigint, act: () => Promise<T>): Promise<T> {
  return await navigator.locks.request(`psephos:ballot:${electionId}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) return act();
    throw new PsephosError("FILE_BUSY", "Your ballot is being worked on already, maybe in another tab. Go on there.");
  });
}
