import { rm } from "node:fs/promises";
import { readElection } from "../../chain/elections.ts";
import { readTrusteeBackup, restoreTrusteeKey } from "../../roles/trustee/carry-key-file.ts";
import {
  commitStep,
  dealStep,
  decryptStep,
  registerStep,
  testStep,
  type StepDone,
  type TrusteeAt,
} from "../../roles/trustee/steps.ts";
import { attended } from "./attendance.ts";
import { heldAccount } from "./held-account.ts";
import { cancellable, heldChain, workspace } from "./session.ts";
import { toldProver } from "./told-prover.ts";
import { listSeats, ownSeat, seatView, type SeatView } from "./trustee/seats.ts";

/** Under which name `session.cancel` ends a key keeper's step. */
export const KEEPING = "trustee";

/** "file": opening the sealed key file; "ballots": checking them; then proving and sending. */
export type KeeperStage = "file" | "ballots" | "proving" | "sending";

export interface KeeperProgress {
  readonly stage: KeeperStage;
  readonly done: number;
  readonly total: number;
}

type Tell = (progress: KeeperProgress) => void;

interface InCeremony {
  readonly ceremonyId: bigint;
  readonly passphrase: string;
}
interface InElection {
  readonly electionId: bigint;
  readonly passphrase: string;
}

/** A key keeper's steps. Each writes the sealed key file before it sends, and goes on where it was when it is taken again. */
export const trustee = {
  /** Places of the account that acts. */
  seats: listSeats,
  seat: seatView,

  /** The place from which an election is opened; TRUSTEE_UNKNOWN where the account that acts has none. */
  async seatOfElection(electionId: bigint): Promise<SeatView> {
    const { config } = await readElection(await heldChain(), electionId);
    return seatView(config.ceremonyId);
  },

  /** Makes the key file the first time; the passphrase then has 10 characters or more. */
  async register({ ceremonyId, passphrase }: InCeremony): Promise<StepDone> {
    return registerStep({ ...(await at(passphrase)), ceremonyId });
  },

  async commit({ ceremonyId, passphrase }: InCeremony): Promise<StepDone> {
    return commitStep({ ...(await at(passphrase)), ceremonyId });
  },

  /** One proof for each keeper. */
  deal({ ceremonyId, passphrase }: InCeremony, tell: Tell): Promise<StepDone> {
    return proving(tell, async (prover) =>
      dealStep({ ...(await at(passphrase)), ceremonyId, prover, onProgress: () => undefined }),
    );
  },

  test({ electionId, passphrase }: InElection, tell: Tell): Promise<StepDone> {
    return proving(tell, async (prover) => testStep({ ...(await at(passphrase)), electionId, prover }));
  },

  /** Checks every ballot, then sends this keeper's part of the opening of the sum, and of nothing else. */
  decrypt({ electionId, passphrase }: InElection, tell: Tell): Promise<StepDone & { ballotCount: number }> {
    return proving(tell, async (prover, signal) =>
      decryptStep({
        ...(await at(passphrase)),
        electionId,
        prover,
        onProgress: (progress) => {
          signal.throwIfAborted();
          tell({ stage: "ballots", ...progress });
        },
      }),
    );
  },

  /** The sealed file, which the command line reads too. */
  async backUp(ceremonyId: bigint): Promise<{ fileName: string; text: string }> {
    const seat = await ownSeat(ceremonyId);
    const text = await readTrusteeBackup({ workspace, seat });
    return { fileName: `psephos-key-${ceremonyId}-keeper-${seat.index}.json`, text };
  },

  /** Takes in a backup, or a file of the command line. TRUSTEE_KEY_STALE where the file that is here is newer. */
  async restore({ ceremonyId, text, passphrase }: InCeremony & { text: string }): Promise<void> {
    await restoreTrusteeKey({ workspace, seat: await ownSeat(ceremonyId), text, passphrase });
  },

  /** Removes the key file from this device. Without a backup this keeper can do nothing any more. */
  async removeKeyFile(ceremonyId: bigint): Promise<void> {
    await rm(workspace.trusteeFile(await ownSeat(ceremonyId)), { force: true });
  },
};

async function at(passphrase: string): Promise<TrusteeAt> {
  // Taken now: the account may be locked while proofs are made.
  const account = heldAccount();
  return {
    chain: await heldChain(),
    address: account.address,
    account: () => Promise.resolve(account),
    workspace,
    passphrase: () => Promise.resolve(passphrase),
  };
}

function proving<T>(
  tell: Tell,
  act: (prover: ReturnType<typeof toldProver>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return attended(() =>
    cancellable(KEEPING, (signal) => {
      tell({ stage: "file", done: 0, total: 1 });
      const prover = toldProver({
        signal,
        tell: (progress) => tell({ stage: "proving", ...progress }),
        onDone: () => tell({ stage: "sending", done: 0, total: 1 }),
      });
      return act(prover, signal);
    }),
  );
}
