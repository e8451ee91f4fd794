import { readCeremony, readHasDealt, readRecipientKeys, type CeremonyRecord } from "../../chain/ceremonies.ts";
import { readCommitments } from "../../chain/ceremony-events.ts";
import { latestTime } from "../../chain/time.ts";
import type { Chain } from "../chain-session.ts";

export interface TrusteeProgress {
  readonly index: number;
  readonly address: string;
  readonly registered: boolean;
  readonly committed: boolean;
  readonly dealt: boolean;
}

export interface CeremonyProgress {
  readonly record: CeremonyRecord;
  readonly trustees: readonly TrusteeProgress[];
  /** What is to be done now, by whom and by when; undefined once the ceremony has ended. */
  readonly next: { step: "register" | "commit" | "deal"; waitingFor: readonly number[]; until: number } | undefined;
  /** Chain time of this look, unix seconds. */
  readonly now: number;
}

export async function followCeremony({
  chain,
  ceremonyId,
}: {
  chain: Chain;
  ceremonyId: bigint;
}): Promise<CeremonyProgress> {
  const record = await readCeremony(chain, ceremonyId);
  const [keys, commitments, now] = await Promise.all([
    readRecipientKeys(chain, ceremonyId),
    readCommitments(chain, ceremonyId),
    latestTime(chain),
  ]);
  const committed = new Set(commitments.map(({ index }) => index));
  const trustees = await Promise.all(
    record.trustees.map(async (address, position) => {
      const index = position + 1;
      return {
        index,
        address,
        registered: (keys[position] ?? null) !== null,
        committed: committed.has(index),
        dealt: await readHasDealt({ chain, ceremonyId, index }),
      };
    }),
  );
  return { record, trustees, next: nextStep(record, trustees), now };
}

function nextStep(record: CeremonyRecord, trustees: readonly TrusteeProgress[]): CeremonyProgress["next"] {
  const missing = (done: (trustee: TrusteeProgress) => boolean): number[] =>
    trustees.filter((trustee) => !done(trustee)).map(({ index }) => index);
  switch (record.phase) {
    case "registering":
      return { step: "register", waitingFor: missing(({ registered }) => registered), until: record.registerBy };
    case "committing":
      return { step: "commit", waitingFor: missing(({ committed }) => committed), until: record.commitBy };
    case "dealing":
      return { step: "deal", waitingFor: missing(({ committed, dealt }) => dealt || !committed), until: record.dealBy };
    case "finished":
    case "failed":
      return undefined;
  }
}
