const DISK_FULL = "The disk is full. Free about 2 GB and run the same command again.";

/** What to do about the usual failures, by what their output says. */
const ADVICE = [
  {
    sign: /ENOSPC|no space left/i,
    advice: DISK_FULL,
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/,
    advice:
      "The package registry cannot be reached. Check the network and npm's proxy settings, then run the same command again.",
  },
  {
    sign: /EINTEGRITY/,
    advice:
      'A package differs from the one that package-lock.json pins. Run "npm cache clean --force" and try again; if it stays so, do not go on.',
  },
  {
    sign: /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    advice: "This folder, or npm's cache, cannot be written. Run the command as the owner of both.",
  },
  {
    sign: /Stale: /,
    advice: 'Sources changed. Run "npm run generate", look at the difference and commit it.',
  },
];

const DEFAULT_ADVICE = "What was finished is kept. Mend the cause above and run the same command again.";

/** npm passes over optional packages that it could not write, and does not say why. */
const FULL_DISK_BYTES = 50 * 2 ** 20;

/**
 * @param {string} output
 * @param {number} freeBytes of the disk that is set up on
 */
export function adviceFor(output, freeBytes) {
  if (freeBytes < FULL_DISK_BYTES) return DISK_FULL;
  return ADVICE.find(({ sign }) => sign.test(output))?.advice ?? DEFAULT_ADVICE;
}
