import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import { defineConfig } from "hardhat/config";

// The compiler comes from the npm package of the same version: nothing is downloaded, and the lock file pins its bytes.
const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

export default defineConfig({
  plugins: [hardhatEthers],
  paths: {
    sources: "./contracts",
    tests: { solidity: "./test/contracts" },
    artifacts: "./build/artifacts",
    cache: "./build/cache",
  },
  solidity: {
    // Building the contracts alone must not wait for the test contracts.
    splitTestsCompilation: true,
    profiles: {
      // One profile for every task: gas and bytecode are pinned, so tests must run what is deployed.
      default: {
        version: "0.8.29",
        path: soljson,
        settings: {
          evmVersion: "cancun",
          viaIR: true,
          optimizer: { enabled: true, runs: 1_000_000 },
        },
      },
    },
  },
  test: {
    solidity: {
      fuzz: { runs: 256, seed: "0x70736570686f73" },
      invariant: { runs: 32, depth: 32, failOnRevert: false },
    },
  },
});
