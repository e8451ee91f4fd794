import { curves } from "snarkjs";

/** snarkjs keeps worker threads, which keep the process alive. */
export async function endSnarkjs(): Promise<void> {
  const curve = await curves.getCurveFromName("bn128");
  await curve.terminate();
}
