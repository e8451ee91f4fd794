import { randomBytes } from "node:crypto";
import { PsephosError, requireArgument, requireInteger } from "../../errors.ts";
import { toBase64url } from "../../protocol/credential/base64url.ts";
import type { Session } from "../../protocol/credential/context.ts";
import type { NonceStore } from "./nonce-store.ts";

/** A session to prove for, and until when the proof is awaited. */
export interface OpenSession extends Session {
  /** Unix seconds, exclusive. */
  readonly expiresAt: number;
}

/** Draws nonces for one service and takes each back once. */
export interface SessionGuard {
  readonly origin: string;
  open(): Promise<OpenSession>;
  /** Uses up the nonce, whatever comes of the proof: a presentation can be tried once. Refuses every other origin. */
  redeem(session: Session): Promise<void>;
}

export interface SessionGuardOptions {
  /** Of the service, as browsers tell it: https://housing.example */
  readonly origin: string;
  readonly store: NonceStore;
  /** From drawing to proof: 30 seconds to an hour; 10 minutes unless told. */
  readonly lifetimeSeconds?: number;
  /** Unix seconds; this machine's clock unless told. */
  readonly clock?: () => number;
}

const NONCE_BYTES = 32;

export function createSessionGuard(options: SessionGuardOptions): SessionGuard {
  const { origin, store, lifetimeSeconds = 600, clock = () => Math.floor(Date.now() / 1000) } = options;
  requireArgument(isOrigin(origin), "origin", "an https origin without a path, or http on this machine");
  requireInteger(lifetimeSeconds, { name: "lifetimeSeconds", min: 30, max: 3600 });
  return {
    origin,
    async open() {
      const now = clock();
      await store.sweep(now);
      const nonce = toBase64url(randomBytes(NONCE_BYTES));
      const expiresAt = now + lifetimeSeconds;
      await store.add({ nonce, expiresAt });
      return { origin, nonce, expiresAt };
    },
    async redeem(session) {
      // Before the nonce is touched: a proof made for a look-alike site must not use up this site's nonces.
      if (session.origin !== origin) {
        const message = `This presentation was made for ${shown(session.origin)}, not for ${origin}. Log in from this site.`;
        throw new PsephosError("PRESENTATION_OTHER_CONTEXT", message);
      }
      const expiresAt = await store.take(session.nonce);
      if (expiresAt === undefined) throw refused("was never drawn here, or was used already");
      if (expiresAt <= clock()) throw refused("has expired");
    },
  };
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.origin !== text) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname));
}

/** What a stranger sent is not repeated unless it is an origin. */
function shown(origin: string): string {
  return URL.parse(origin)?.origin === origin ? origin : "another origin";
}

function refused(reason: string): PsephosError {
  return new PsephosError(
    "NONCE_REFUSED",
    `The nonce of this presentation ${reason}. Ask for a new one, and prove anew.`,
  );
}
