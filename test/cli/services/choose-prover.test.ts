import assert from "node:assert/strict";
import { readInput, type Input } from "../../../src/cli/input.ts";
import { chooseProver } from "../../../src/cli/services/choose-prover.ts";
import { plainContext } from "./plain-context.ts";

const given = (values: object): Input => readInput({ ...values }, new Set(["prover", "trust-prover"]));

describe("choosing who proves", () => {
  it("is this machine unless a prover is named", async () => {
    const { context, said } = plainContext();
    assert.equal(await chooseProver(context, given({})), context.prover());
    assert.deepEqual(said, []);
  });

  it("warns of what a prover elsewhere sees, and goes on only when it is trusted", async () => {
    const { context, said } = plainContext();
    const elsewhere = { prover: "https://booth.example" };
    await assert.rejects(chooseProver(context, given(elsewhere)), { code: "CONFIRMATION_MISSING" });
    assert.match(said.join("\n"), /booth\.example would see .* your identity's secret, and what you choose/);
    assert.notEqual(await chooseProver(context, given({ ...elsewhere, "trust-prover": true })), context.prover());
  });

  it("asks whoever sits at a terminal", async () => {
    const asked: string[] = [];
    const confirm = ({ question }: { question: string }) => Promise.resolve(void asked.push(question));
    const { context } = plainContext({ interactive: true, confirm });
    await chooseProver(context, given({ prover: "https://booth.example" }));
    assert.equal(asked.length, 1);
  });

  it("sends no secret in the open, and takes this machine's own without a question", async () => {
    const { context, said } = plainContext();
    const yes = { "trust-prover": true };
    for (const prover of ["http://booth.example", "http://127.0.0.1.example", "ftp://127.0.0.1", "booth"]) {
      await assert.rejects(chooseProver(context, given({ prover, ...yes })), { code: "USAGE" }, prover);
    }
    for (const prover of ["http://127.0.0.1:7400", "http://localhost:7400", "http://[::1]:7400"]) {
      await chooseProver(context, given({ prover }));
    }
    assert.equal(said.length, 3);
  });
});
