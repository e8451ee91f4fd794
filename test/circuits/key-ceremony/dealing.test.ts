import assert from "node:assert/strict";
import { assertRefused, builtAccepts } from "../cheat.ts";
import type { Edit } from "../compile.ts";
import { builtCircuit, honestWitness, sat, type Inputs } from "../harness.ts";
import { mainOf } from "../mains.ts";
import { mod } from "../r1cs.ts";
import { BASE, DEALING, IDENTITY, ORDER, dealingInputs, multiply, poseidon, tag } from "../reference.ts";

const FILE = "key-ceremony/dealing.circom";
const remove = (from: string): Edit => ({ file: FILE, from, to: "" });

async function assertDealingRefused(changes: Inputs, without: Edit): Promise<void> {
  const inputs = { ...dealingInputs(), ...changes };
  await assertRefused({ circuit: "dealing", inputs, defence: { main: mainOf("dealing"), inputs, without: [without] } });
}

describe("dealing", () => {
  for (const [name, changes] of [
    ["share 0, whose key is the identity", { share: 0n }],
    ["share 1", { share: 1n }],
    ["share l - 1", { share: ORDER - 1n }],
    ["ephemeral scalar 0", { ephemeral: 0n }],
    ["ephemeral scalar 1 and recipient key B8", { ephemeral: 1n, recipientScalar: 1n }],
    ["ephemeral scalar -1", { ephemeral: -1n }],
  ] as const) {
    it(`accepts a true dealing: ${name}`, () => {
      const circuit = builtCircuit("dealing");
      assert.equal(sat(circuit, honestWitness(circuit, dealingInputs(changes))), true);
    });
  }

  it("accepts the representative share + l, which the recipient reduces to the same share", async () => {
    const inputs = dealingInputs({ share: 7n });
    const shifted = { share: 7n + ORDER, encryptedShare: mod(inputs.encryptedShare + ORDER) };
    assert.equal(await builtAccepts("dealing", { ...inputs, ...shifted }), true);
  });

  it("T005: refuses representatives of more than 251 bits", async () => {
    const { encryptedShare } = dealingInputs();
    for (let multiple = 1n; multiple < 7n; multiple++) {
      const share = DEALING.share + multiple * ORDER;
      if (share < 2n ** 251n) continue;
      const inputs = { ...dealingInputs(), share, encryptedShare: mod(encryptedShare + multiple * ORDER) };
      assert.equal(await builtAccepts("dealing", inputs), false);
    }
  });

  it("refuses an encrypted share that is not the one committed to", async () => {
    const { encryptedShare } = dealingInputs();
    await assertDealingRefused({ encryptedShare: encryptedShare + 1n }, remove("encryptedShare === share + mask;"));
  });

  it("refuses a share that the polynomial's commitments do not give", async () => {
    await assertDealingRefused({ shareKey: multiply(BASE, DEALING.share + 1n) }, remove("shareKey === committed;"));
  });

  it("refuses an ephemeral key that is not the one of the agreed point", async () => {
    await assertDealingRefused({ ephemeralKey: multiply(BASE, 4n) }, remove("ephemeralKey === sent;"));
  });

  it("T055: refuses a share encrypted to another recipient", async () => {
    const other = dealingInputs({ recipientScalar: 8n });
    await assertDealingRefused({ encryptedShare: other.encryptedShare }, remove("encryptedShare === share + mask;"));
  });

  it("refuses a dealing replayed in another context", async () => {
    await assertDealingRefused({ context: 1n }, remove("encryptedShare === share + mask;"));
  });

  it("T012: refuses a mask without its tag", async () => {
    const agreed = multiply(multiply(BASE, DEALING.recipientScalar), DEALING.ephemeral);
    const encryptedShare = mod(DEALING.share + poseidon(0n, ...agreed, DEALING.context));
    assert.notEqual(tag("dealing"), 0n);
    await assertDealingRefused(
      { encryptedShare },
      { file: FILE, from: "[TAG_DEALING(), agreed[0], agreed[1], context]", to: "[0, agreed[0], agreed[1], context]" },
    );
  });

  it("T009: has no witness for the identity as recipient key, with which all could read the share", async () => {
    const encryptedShare = mod(DEALING.share + poseidon(tag("dealing"), ...IDENTITY, DEALING.context));
    assert.equal(await builtAccepts("dealing", { ...dealingInputs(), recipientKey: IDENTITY, encryptedShare }), false);
  });
});
