import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { columnsOf } from "../../src/cli/demo/wrap.ts";
import { frameTexts } from "../../src/cli/texts/frame.ts";
import { startLyingNode } from "./lying-node.ts";
import { settle, type Answer, type Person, type Village } from "./people.ts";
import { certificatesFor, RESIDENTS, type Certificates } from "./residents-office.ts";

const MEMBERS = ["ada", "ben", "cem"] as const;

/** But for the warning of every command on keys for trials, which the terminal breaks. */
function fitsTerminal(prose: string): void {
  const warnings: readonly string[] = Object.values(frameTexts.developmentKeys);
  for (const line of prose.split("\n").filter((each) => !warnings.includes(each))) {
    assert.ok(columnsOf(line) <= 80, line);
  }
}

/** Three govern together, each from a folder of their own; what they share is on the chain. Each test is the next step. */
describe("governing by several members on the command line", () => {
  let village: Village;
  let chain: LocalChain;
  let chainOptions: readonly string[];
  let certificates: Certificates;
  let authority = "";
  const addresses = new Map<string, string>();
  const people = new Map<string, Person>();
  const as = (name: string): Person => people.get(name)!;
  const file = (name: string): string => join(village.folder, name);
  const onChain = (name: string, ...args: string[]): Promise<Answer> => as(name).does(...args, ...chainOptions);
  const isRefusedOnChain = (name: string, refusal: readonly [string, number], ...args: string[]): Promise<string> =>
    as(name).isRefused(...refusal, ...args, ...chainOptions);
  const approve = (proposalId: string, ...args: string[]): string[] => [
    ...["authority", "approve", proposalId, authority],
    ...args,
    "--yes",
  ];
  const decide = async (proposalId: string): Promise<void> => {
    assert.equal((await onChain("ben", ...approve(proposalId))).state, "executed");
  };

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "psephos-e2e-"));
    chain = await startAnvil({ folder: join(folder, "chain") });
    village = { folder, rpcUrl: chain.url };
    for (const name of [...MEMBERS, "office", "stranger"]) {
      people.set(name, await settle(village, name));
      addresses.set(name, (await as(name).does("account", "new", name, "--fund")).address);
    }
    certificates = await certificatesFor(village);
  });

  after(async () => {
    await chain.stop();
    await rm(village.folder, { recursive: true, force: true });
  });

  it("makes an authority of three, and deploys the contracts under it", async () => {
    const make = (names: readonly string[], threshold: string): string[] => [
      ...["authority", "new", "--threshold", threshold],
      ...names.flatMap((name) => ["--member", addresses.get(name)!]),
    ];
    await as("ada").isRefused("THRESHOLD_INVALID", 2, ...make(MEMBERS, "4"));
    await as("ada").isRefused("ARGUMENT_INVALID", 2, ...make(["ada", "ada"], "2"));
    authority = (await as("ada").does(...make(MEMBERS, "2"))).address;
    await as("ada").isRefused("ARGUMENT_INVALID", 2, "contracts", "deploy", "--governor", "0x12");
    const deployed = await as("ada").does("contracts", "deploy", "--governor", authority);
    await cp(deployed.file, file("deployment.json"));
    chainOptions = ["--deployment", file("deployment.json")];
    const shown = await onChain("stranger", "authority", "show");
    assert.deepEqual([shown.address, shown.governs, shown.proposals], [authority, true, []]);
    assert.deepEqual(
      shown.members,
      MEMBERS.map((name) => addresses.get(name)),
    );
  });

  it("registers nothing by one member alone, and says how the others agree", async () => {
    const register = ["department", "register", RESIDENTS, "--address", addresses.get("office")!];
    await isRefusedOnChain("stranger", ["CONTRACT_REFUSED", 3], ...register);
    const { answer, prose } = await as("ada").tries(...register, ...chainOptions);
    assert.deepEqual([answer.state, answer.proposalId, answer.authority], ["proposed", "1", authority]);
    assert.ok(prose.includes(`psephos authority approve 1 ${authority}\n`), prose);
    await isRefusedOnChain("ada", ["ALREADY_DONE", 3], ...approve("1"));
    const shown = await as("stranger").tries("department", "show", RESIDENTS, ...chainOptions);
    assert.deepEqual([shown.exitCode, shown.answer.registered], [1, false]);
  });

  it("counts no approval of a stranger, nor one without a yes", async () => {
    await isRefusedOnChain("stranger", ["ACCOUNT_REFUSED", 2], ...approve("1"));
    await isRefusedOnChain("ben", ["CONFIRMATION_MISSING", 2], "authority", "approve", "1");
    await isRefusedOnChain("ben", ["USAGE", 2], ...approve("7"));
    const { proposals } = await onChain("ben", "authority", "show");
    assert.deepEqual(
      proposals.map(({ state, approvedBy }) => [state, approvedBy]),
      [["open", [addresses.get("ada")]]],
    );
  });

  it("refuses a call that a node altered, so that nobody approves another than was proposed", async () => {
    const [office, stranger] = ["office", "stranger"].map((name) => addresses.get(name)!.slice(2).toLowerCase());
    let lies = 0;
    const node = await startLyingNode({
      honest: chain.url,
      lie: ({ method, result }) => {
        const text = JSON.stringify(result);
        if (method !== "eth_getLogs" || !text.includes(office!)) return result;
        lies++;
        return JSON.parse(text.replaceAll(office!, stranger!)) as unknown;
      },
    });
    await isRefusedOnChain("ben", ["PROPOSAL_REFUSED", 3], ...approve("1"), "--rpc", node.url);
    node.stop();
    assert.ok(lies > 0);
  });

  it("shows what a proposal would do in either language, on 80 columns", async () => {
    for (const language of ["en", "zh"]) {
      const { prose } = await as("cem").tries("authority", "show", "--lang", language, ...chainOptions);
      for (const part of [RESIDENTS, addresses.get("office")!, addresses.get("ada")!, "approve"]) {
        assert.ok(prose.includes(part), part);
      }
      fitsTerminal(prose);
    }
  });

  it("registers the department with the second member's approval, once", async () => {
    assert.equal((await onChain("ben", ...approve("1"))).state, "executed");
    assert.equal((await onChain("stranger", "department", "show", RESIDENTS)).registered, true);
    await isRefusedOnChain("cem", ["PHASE_WRONG", 3], ...approve("1"));
  });

  it("registers an issuer key that two checked, each from the department's own folder", async () => {
    const key = ["--issuer", RESIDENTS, "--schema", "resident-identity", "--ends", "365d"];
    const papers = ["--certificate", certificates.chain, "--private-key", certificates.privateKey];
    for (const epoch of ["2025", "2026"]) {
      await as("office").does("issuer-key", "new", ...key, "--epoch", epoch);
      await as("office").does("issuer-key", "certify", ...papers, "--epoch", epoch, "--to", file(epoch));
    }
    const root = ["--root", certificates.root];
    const { proposalId, state } = await onChain("ada", "issuer-key", "register", file("2026"), ...root);
    assert.deepEqual([proposalId, state], ["2", "proposed"]);

    await isRefusedOnChain("ben", ["USAGE", 2], ...approve("2", "--application", file("2026")));
    const other = approve("2", "--application", file("2025"), ...root);
    assert.match(await isRefusedOnChain("ben", ["PROPOSAL_REFUSED", 3], ...other), /not what this application asks/);
    const { prose } = await as("cem").tries("authority", "show", ...chainOptions);
    fitsTerminal(prose);
    const approved = await onChain("ben", ...approve("2", "--application", file("2026"), ...root));
    assert.equal(approved.state, "executed");
    const { keys } = await onChain("stranger", "issuer-key", "show");
    assert.deepEqual(
      keys.map(({ state }) => state),
      ["trusted"],
    );
  });

  it("hands the governor's place over and takes it back, each time in two steps", async () => {
    const successor = addresses.get("stranger")!;
    await isRefusedOnChain("stranger", ["PHASE_WRONG", 3], "authority", "take-over");
    await isRefusedOnChain("ada", ["CONFIRMATION_MISSING", 2], "authority", "hand-over", successor);
    await decide((await onChain("ada", "authority", "hand-over", successor, "--yes")).proposalId);
    const offered = await onChain("ada", "authority", "show");
    assert.deepEqual([offered.governs, offered.nextGovernor], [true, successor]);
    await isRefusedOnChain("office", ["ACCOUNT_REFUSED", 2], "authority", "take-over");
    await onChain("stranger", "authority", "take-over");
    const taken = await onChain("ada", "authority", "show");
    assert.deepEqual([taken.address, taken.members], [successor, null]);
    await isRefusedOnChain("ada", ["ACCOUNT_REFUSED", 2], "issuer-key", "remove", "0", "--yes");

    await onChain("stranger", "authority", "hand-over", authority, "--yes");
    const { state, proposalId } = await onChain("ada", "authority", "take-over");
    assert.equal(state, "proposed");
    await decide(proposalId);
    assert.equal((await onChain("cem", "authority", "show", authority)).governs, true);
  });
});
