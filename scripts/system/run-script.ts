/** Runs a script's main function: an error is shown as its message alone, since the message says what to do. */
export async function runScript(main: () => Promise<void> | void): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(process.env["DEBUG"] === undefined && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
