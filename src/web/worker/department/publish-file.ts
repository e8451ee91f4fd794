import { keccak256 } from "ethers";
import { isPsephosError } from "../../../errors.ts";
import { putFile } from "../../../server/client/endpoints.ts";
import { services } from "../session.ts";

const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

/** Uploads a file that the chain names. */
export async function publishFile(bytes: Uint8Array): Promise<void> {
  const hash = keccak256(bytes);
  await onceNamed(() => services.call(putFile, { params: { hash }, body: bytes }));
}

/** The server takes what the chain names once its index has read that far, so it is offered until then. */
export async function onceNamed(offer: () => Promise<void>): Promise<void> {
  const endsAtMs = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await offer();
    } catch (error) {
      if (!isPsephosError(error, "FILE_UNEXPECTED") || Date.now() >= endsAtMs) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
