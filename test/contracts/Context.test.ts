import assert from "node:assert/strict";
import { hexlify, toBeHex, type BaseContract } from "ethers";
import {
  actionContext,
  attestationContext,
  enrolmentContext,
  withdrawalContext,
} from "../../src/protocol/credential/context.ts";
import { openChain, read } from "./support/chain.ts";
import { compileHarness } from "./support/twin.ts";

const ENDS = [0n, 1n, (1n << 256n) - 1n];

describe("Context", () => {
  it("gives the hashes of the SDK for each kind, on every chain and at every address", async () => {
    for (const chainId of [31337, 31338]) {
      const chain = await openChain({ chainId });
      for (let copy = 0; copy < 2; copy++) {
        const contexts: BaseContract = await chain.deployCode(compileHarness("ContextHarness"));
        const place = { chainId: BigInt(chainId), contract: await contexts.getAddress() };
        for (const a of ENDS) {
          const attestation = { ...place, policyId: a };
          assert.equal(await read(contexts, "attestation", a), attestationContext(attestation));
          const action = toBeHex(a, 32);
          assert.equal(await read(contexts, "action", hexlify(action)), actionContext({ ...place, action }));
          for (const b of ENDS) {
            const enrolment = { ...place, enrolmentId: a, commitment: b };
            assert.equal(await read(contexts, "enrolment", a, b), enrolmentContext(enrolment));
            const withdrawal = { ...place, policyId: a, provenAt: b };
            assert.equal(await read(contexts, "withdrawal", a, b), withdrawalContext(withdrawal));
          }
        }
      }
    }
  });

  it("does not change: proofs that are under way would be worth nothing", () => {
    const place = { chainId: 31337n, contract: `0x${"11".repeat(20)}` };
    assert.deepEqual(
      [
        attestationContext({ ...place, policyId: 1n }),
        enrolmentContext({ ...place, enrolmentId: 1n, commitment: 2n }),
        withdrawalContext({ ...place, policyId: 1n, provenAt: 2n }),
        actionContext({ ...place, action: `0x${"22".repeat(32)}` }),
      ],
      [
        22285344370900551690097507823399161296008207868206142294775982920851546486n,
        412036415311260127416129654651874824540755323122815106873346283636529916735n,
        690853814170984349958613503818782332448643474491030786789924778882909822n,
        149156921910930343084973264888999794389071114663004887503005685505623000897n,
      ],
    );
  });
});
