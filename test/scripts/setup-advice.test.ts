import assert from "node:assert/strict";
import { adviceFor } from "../../scripts/setup/advice.mjs";

const PLENTY = 2 ** 40;

describe("advice after a failed set-up", () => {
  const advised: [failure: string, advice: RegExp][] = [
    ["npm error reason: getaddrinfo ENOTFOUND registry.example", /Check the network/],
    ["npm error code EAI_AGAIN", /Check the network/],
    ["Error: ENOSPC: no space left on device, write", /disk is full/],
    ["npm error code EINTEGRITY", /package-lock\.json pins/],
    ["EACCES: permission denied, mkdir 'build'", /as the owner/],
    ["Stale: src/generated/abi.ts", /npm run generate/],
    ["something new", /run the same command again/],
  ];
  for (const [failure, advice] of advised) {
    it(`is given for "${failure}"`, () => assert.match(adviceFor(failure, PLENTY), advice));
  }

  it("names a full disk that the failed program did not name", () => {
    assert.match(adviceFor("node_modules differs from package-lock.json", 4096), /disk is full/);
  });
});
