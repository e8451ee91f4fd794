import { keccak256 } from "ethers";
import { isPsephosError } from "../../../errors.ts";
import { putFile } from "../../../server/client/endpoints.ts";
import { services } from "../session.ts";

const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

/** Uploads a file that the chain names. The server takes it once its index has read that far, so it is offered until then. */
export async function publishFile(bytes: Uint8Array): Promise<void> {
  const hash = keccak256(bytes);
  const endsAtMs = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await services.call(putFile, { params: { hash }, body: bytes });
    } catch (error) {
      if (!isPsephosError(error, "FILE_UNEXPECTED") || Date.now() >= endsAtMs) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
