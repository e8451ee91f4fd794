import { PsephosError } from "../../../errors.ts";

const RETRY_SECONDS = 2;

export interface RoomLimits {
  /** Bytes of all callers together, and of one. */
  readonly all: number;
  readonly ofCaller: number;
  /** What is no larger always finds room: it is bounded by how many connections there are. */
  readonly small: number;
}

/** What one request holds; freed when its answer is over, whichever way. */
export interface Held {
  /** From now on it is so many bytes: throws RATE_LIMITED where its caller holds too much, BUSY where all do. */
  readonly grow: (bytes: number) => void;
  readonly free: () => void;
}

/** Room in memory for what callers send and are sent: a few strangers cannot fill it, nor keep it from those who ask for little. */
export function roomFor({ all, ofCaller, small }: RoomLimits): (caller: string) => Held {
  const held = new Map<string, number>();
  let total = 0;
  const move = (caller: string, change: number): void => {
    const now = (held.get(caller) ?? 0) + change;
    if (now === 0) held.delete(caller);
    else held.set(caller, now);
    total += change;
  };
  return (caller) => {
    let own = 0;
    return {
      grow(bytes) {
        if (bytes <= small) return;
        const change = bytes - own;
        if ((held.get(caller) ?? 0) + change > ofCaller) {
          throw refusal("RATE_LIMITED", "Too much is under way from this address. Wait for the answers.");
        }
        if (total + change > all) {
          throw refusal("BUSY", "More is under way than this service has room for. Try again soon.");
        }
        own = bytes;
        move(caller, change);
      },
      free() {
        move(caller, -own);
        own = 0;
      },
    };
  };
}

function refusal(code: "RATE_LIMITED" | "BUSY", message: string): PsephosError {
  return new PsephosError(code, message, { detail: { retryAfterSeconds: RETRY_SECONDS } });
}
