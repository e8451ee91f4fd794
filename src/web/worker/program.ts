/** Which build of the portal this is: the hash of its published list of files, which has the hash of each. */
export async function thisProgram(): Promise<{ name: string; filesHash: string | null }> {
  const name = "Psephos portal";
  // A portal that was opened and then cut off from its server still checks; it only cannot say what it was loaded from.
  const answer = await fetch(new URL("../files.json", self.location.href), { credentials: "omit" }).catch(
    () => undefined,
  );
  if (answer?.ok !== true) return { name, filesHash: null };
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return { name, filesHash: `sha256-${btoa(String.fromCharCode(...digest))}` };
}
