import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import type { Deployment } from "../../src/chain/deployments.ts";
import { connect } from "../../src/chain/provider.ts";
import { advanceTo } from "../../src/chain/time.ts";
import { settle, type Answer, type Person } from "./people.ts";
import { startLyingNode } from "./lying-node.ts";

const ROLL_NAME = "Library council 2026";
const TRUSTEES = ["tara", "umar", "vera"] as const;
const VOTERS = ["ada", "ben", "cem"] as const;

/**
 * An election run by hand: everybody has a folder of their own, as on a machine of their own, and knows the chain's address, the deployment
 * record and the published files. Each test is the next step.
 */
describe("an election by hand on the command line", () => {
  let folder: string;
  let chain: LocalChain;
  let deployment: string;
  /** Where the office publishes what voters need. */
  let published: string;
  const people = new Map<string, Person>();
  const as = (name: string): Person => people.get(name)!;
  const receipts = new Map<string, string>();
  let election: Answer;

  const doesWithRecord = (name: string, ...args: string[]) => as(name).does(...args, "--deployment", deployment);
  const isRefusedWithRecord = (name: string, refusal: readonly [string, number], ...args: string[]) =>
    as(name).isRefused(...refusal, ...args, "--deployment", deployment);

  async function moveClockTo(at: number): Promise<void> {
    const connection = await connect({ url: chain.url });
    await advanceTo(connection, at);
    connection.close();
  }

  async function publish(): Promise<void> {
    await cp(join(as("office").folder, "public"), published, { recursive: true });
  }

  async function choose(name: string, ...lines: string[]): Promise<string> {
    const file = join(as(name).folder, "choices.txt");
    await writeFile(file, lines.join("\n"));
    return file;
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-e2e-"));
    published = join(folder, "published");
    await mkdir(published);
    chain = await startAnvil({ folder: join(folder, "chain") });
    for (const name of ["office", "stranger", "observer", ...TRUSTEES, ...VOTERS]) {
      people.set(name, await settle({ folder, rpcUrl: chain.url }, name));
    }
  });

  after(async () => {
    await chain.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("gives everybody an account, and the chain its contracts, once", async () => {
    await Promise.all([...people.keys()].map((name) => as(name).does("account", "new", name, "--fund")));
    const { address, balance } = await as("office").does("account", "show", "office");
    assert.match(address, /^0x[0-9a-fA-F]{40}$/);
    assert.ok(BigInt(balance) > 0n);
    await as("office").isRefused("FILE_EXISTS", 2, "account", "new", "office");
    await as("ada").isRefused("DEPLOYMENT_MISSING", 2, "roll", "show", "1");
    const deployed = await as("office").does("contracts", "deploy");
    deployment = join(folder, "deployment.json");
    await cp(deployed.file, deployment);
    await as("office").isRefused("ALREADY_DONE", 3, "contracts", "deploy");
  });

  it("builds the list of voters from what voters hand in, and names the line of what is wrong", async () => {
    const lines: string[] = [];
    for (const [position, name] of [...VOTERS, "stranger"].entries()) {
      await as(name).does("identity", "new", name);
      const to = join(folder, `${name}-registration.json`);
      const reference = `A-${1001 + position}`;
      await as(name).does("registration", "new", "--roll", ROLL_NAME, "--reference", reference, "--to", to);
      if (name !== "stranger") lines.push(await readFile(to, "utf8"));
    }
    const all = join(folder, "all.jsonl");
    const roll = join(folder, "roll.json");
    const eligible = join(folder, "eligible.csv");
    await writeFile(eligible, "reference,weight\nA-1001,1\nA-1002,1\nA-1003,1\nA-1099,1\n");
    const build = ["roll", "build", all, "--name", ROLL_NAME, "--eligible", eligible, "--to", roll];

    await writeFile(all, [lines[0], lines[1]?.replace("A-1002", "A-1003"), lines[2]].join(""));
    assert.match(await as("office").isRefused("REGISTRATION_SIGNATURE_INVALID", 3, ...build), /^Line 2 /);
    await writeFile(all, [...lines, lines[0]].join(""));
    assert.match(await as("office").isRefused("ROLL_DUPLICATE", 2, ...build), /^Lines 1 and 4 /);
    await assert.rejects(readFile(roll), "a refused build writes nothing");

    await writeFile(all, lines.join(""));
    const built = await as("office").does(...build);
    assert.deepEqual([built.size, built.unregistered], [3, ["A-1099"]]);
    const rollPublished = await as("office").does("roll", "publish", roll);
    assert.equal(rollPublished.rollId, "1");
    await publish();
    const check = ["roll", "check", "--roll", "1", "--files", published];
    assert.equal((await doesWithRecord("ben", ...check)).onRoll, true);
    const { exitCode, answer } = await as("stranger").tries(...check, "--deployment", deployment);
    assert.deepEqual([exitCode, answer.onRoll], [1, false]);
  });

  it("makes the key with three key keepers, one of them interrupted", async () => {
    const addresses = await Promise.all(
      TRUSTEES.map(async (name) => (await as(name).does("account", "show", name)).address),
    );
    const named = addresses.flatMap((address) => ["--trustee", address]);
    const create = ["ceremony", "create", ...named];
    await as("office").isRefused("THRESHOLD_INVALID", 2, ...create, "--threshold", "1");
    await as("office").isRefused("THRESHOLD_INVALID", 2, ...create, "--threshold", "4");
    const backwards = ["--register-by", "2h", "--commit-by", "1h", "--deal-by", "3h"];
    await as("office").isRefused("TIMES_INVALID", 2, ...create, "--threshold", "2", ...backwards);
    await as("office").isRefused("USAGE", 2, ...create, "--trustee", addresses[0]!, "--threshold", "2");
    assert.equal((await as("office").does(...create, "--threshold", "2")).ceremonyId, "1");

    await isRefusedWithRecord("office", ["TRUSTEE_UNKNOWN", 2], "trustee", "register", "1");
    await isRefusedWithRecord("tara", ["TRUSTEE_KEY_MISSING", 2], "trustee", "commit", "1");
    for (const name of TRUSTEES) await doesWithRecord(name, "trustee", "register", "1");
    const umarsKeys = join(as("umar").folder, "trustees");
    const oldKeys = join(folder, "old-keys");
    await cp(umarsKeys, oldKeys, { recursive: true });

    await doesWithRecord("tara", "trustee", "commit", "1");
    await isRefusedWithRecord("tara", ["PHASE_WRONG", 3], "trustee", "deal", "1");
    await doesWithRecord("umar", "trustee", "commit", "1");
    await isRefusedWithRecord("umar", ["ALREADY_DONE", 3], "trustee", "commit", "1");
    const newKeys = join(folder, "new-keys");
    await cp(umarsKeys, newKeys, { recursive: true });
    await cp(oldKeys, umarsKeys, { recursive: true });
    await isRefusedWithRecord("umar", ["TRUSTEE_KEY_STALE", 3], "trustee", "commit", "1");
    await doesWithRecord("vera", "trustee", "commit", "1");
    await isRefusedWithRecord("umar", ["TRUSTEE_KEY_STALE", 3], "trustee", "deal", "1");
    await cp(newKeys, umarsKeys, { recursive: true });

    const shown = await doesWithRecord("observer", "ceremony", "show", "1");
    assert.deepEqual([shown.phase, shown.next.step, shown.next.waitingFor], ["dealing", "deal", [1, 2, 3]]);
    for (const name of TRUSTEES) await doesWithRecord(name, "trustee", "deal", "1");
    assert.equal((await doesWithRecord("observer", "ceremony", "show", "1")).phase, "finished");
    await isRefusedWithRecord("tara", ["ALREADY_DONE", 3], "trustee", "deal", "1");
  });

  it("refuses to draw a second polynomial when the key file is lost or older", async () => {
    const keys = join(as("vera").folder, "trustees");
    const aside = join(folder, "vera-aside");
    await cp(keys, aside, { recursive: true });
    await rm(keys, { recursive: true });
    await isRefusedWithRecord("vera", ["TRUSTEE_KEY_MISSING", 2], "trustee", "register", "1");
    await isRefusedWithRecord("vera", ["TRUSTEE_KEY_MISSING", 2], "trustee", "commit", "1");
    assert.deepEqual(await readdir(as("vera").folder).then((names) => names.includes("trustees")), false);
    await cp(aside, keys, { recursive: true });
  });

  it("writes down what the election is about and creates it", async () => {
    const manifest = join(folder, "manifest.json");
    const draft = [
      ...["manifest", "new", "--title", "Library council | 图书馆理事会", "--organizer", "Library | 图书馆"],
      ...["--option", "ada=Ada Lovelace | 阿达", "--option", "grace=Grace Hopper | 格蕾丝", "--option", "lin=Lin | 林"],
      ...["--roll", "1", "--ceremony", "1", "--opens", "1h", "--minimum-turnout", "2", "--to", manifest],
    ];
    await as("office").isRefused("TIMES_INVALID", 2, ...draft, "--closes", "30m", "--result-by", "3h");
    await as("office").isRefused("RULES_INVALID", 2, ...draft, "--closes", "2h", "--result-by", "3h", "--limit", "2");
    await as("office").does(...draft, "--closes", "2h", "--result-by", "3h");
    const created = await as("office").does("election", "create", manifest);
    assert.equal(created.electionId, "1");
    await publish();
    election = await doesWithRecord("observer", "election", "show", "1", "--files", published);
    assert.deepEqual([election.phase, election.options], ["setup", ["ada", "grace", "lin"]]);
    assert.deepEqual([election.next.kind, election.next.missing], ["test-keys", 2]);
    await isRefusedWithRecord("observer", ["CONTRACT_REFUSED", 3], "election", "show", "2");
    await isRefusedWithRecord("ada", ["CONFIRMATION_MISSING", 2], "election", "cancel", "1");
    await isRefusedWithRecord("ada", ["CONTRACT_REFUSED", 3], "election", "cancel", "1", "--yes");
  });

  it("finds out before the vote which keys work", async () => {
    for (const name of ["tara", "vera"]) await doesWithRecord(name, "trustee", "test", "1");
    await isRefusedWithRecord("tara", ["ALREADY_DONE", 3], "trustee", "test", "1");
    const { next, keyTests } = await doesWithRecord("observer", "election", "show", "1");
    assert.deepEqual([next.kind, keyTests], ["wait-opening", [1, 3]]);
  });

  it("takes one ballot of each voter, and refuses those that the rules refuse", async () => {
    const cast = (choices: string) => ["ballot", "cast", "1", "--files", published, "--choices-file", choices];
    const early = cast(await choose("ada", "grace"));
    await isRefusedWithRecord("ada", ["PHASE_WRONG", 3], ...early);
    await moveClockTo(election.config.opensAt);

    const wrong = cast(await choose("ada", "grace", "lin"));
    await isRefusedWithRecord("ada", ["BALLOT_AGAINST_RULES", 3], ...wrong);
    const unknown = cast(await choose("ada", "mallory"));
    assert.doesNotMatch(await isRefusedWithRecord("ada", ["BALLOT_AGAINST_RULES", 3], ...unknown), /mallory/);
    const stranger = cast(await choose("stranger", "grace"));
    await isRefusedWithRecord("stranger", ["VOTER_NOT_ON_ROLL", 3], ...stranger);

    const done = await doesWithRecord("ada", ...cast(await choose("ada", "grace")));
    receipts.set("ada", done.receiptFile);
    await isRefusedWithRecord("ada", ["ALREADY_CAST", 3], ...cast(await choose("ada", "ada")));
  });

  it("T085: leaves neither the choice nor the randomness with the receipt", async () => {
    const receipt = JSON.parse(await readFile(receipts.get("ada")!, "utf8")) as object;
    assert.deepEqual(Object.keys(receipt).sort(), [
      ...["ballotHash", "chainId", "contract", "electionId", "format", "nullifier"],
    ]);
    assert.deepEqual(await readdir(as("ada").folder).then((names) => names.includes("ballots")), false);
  });

  it("T095: lets a voter test the encryption on another machine, and then vote", async () => {
    const prepare = ["ballot", "prepare", "1", "--files", published, "--choices-file", await choose("ben", "lin")];
    const prepared = await doesWithRecord("ben", ...prepare);
    await isRefusedWithRecord("ben", ["FILE_EXISTS", 2], ...prepare);
    const test = join(folder, "ben-test.json");
    const { fingerprint } = await doesWithRecord("ben", "ballot", "challenge", "1", "--to", test);
    assert.equal(fingerprint, prepared.fingerprint);
    await isRefusedWithRecord("ben", ["BALLOT_PREPARED_MISSING", 2], "ballot", "cast", "1", "--prepared");

    const check = ["ballot", "check-challenge", test, "--files", published, "--fingerprint"];
    const verdict = await doesWithRecord("observer", ...check, fingerprint);
    assert.deepEqual([verdict.ok, verdict.values], [true, [0, 0, 1]]);
    const other = await as("observer").tries(...check, `0x${"00".repeat(32)}`, "--deployment", deployment);
    assert.equal(other.exitCode, 1);
    await writeFile(test, (await readFile(test, "utf8")).replace(/"values": \[\s*0,\s*0,\s*1/, '"values": [ 1, 0, 0'));
    const cheated = await as("observer").tries(...check, fingerprint, "--deployment", deployment);
    assert.deepEqual([cheated.exitCode, cheated.answer.contentFits], [1, false]);

    await doesWithRecord("ben", ...prepare);
    const done = await doesWithRecord("ben", "ballot", "cast", "1", "--prepared");
    receipts.set("ben", done.receiptFile);
    await isRefusedWithRecord("ben", ["BALLOT_PREPARED_MISSING", 2], "ballot", "cast", "1", "--prepared");
  });

  it("refuses to vote on a manifest that is not the election's", async () => {
    const altered = join(folder, "altered");
    await cp(published, altered, { recursive: true });
    const name = `${election.config.manifestHash}.json`;
    const text = await readFile(join(altered, name), "utf8");
    await writeFile(join(altered, name), text.replace("Grace Hopper", "Grace Hooper"));
    const choices = await choose("cem", "grace");
    const cast = ["ballot", "cast", "1", "--choices-file", choices, "--files"];
    await isRefusedWithRecord("cem", ["PUBLIC_FILE_ALTERED", 3], ...cast, altered);
    await isRefusedWithRecord("cem", ["PUBLIC_FILE_MISSING", 2], ...cast, join(folder, "nowhere"));
    const done = await doesWithRecord("cem", ...cast, published);
    receipts.set("cem", done.receiptFile);
  });

  it("shows every voter that the ballot is counted, also after a node lied about it", async () => {
    for (const name of VOTERS) {
      const state = await doesWithRecord(name, "ballot", "check", receipts.get(name)!);
      assert.deepEqual([state.state, state.isFinal], ["counted", true]);
    }
    const liar = await startLyingNode({
      honest: chain.url,
      lie: ({ method, result }) => (method === "eth_getLogs" ? [] : result),
    });
    const args = ["ballot", "check", receipts.get("ada")!, "--rpc", liar.url, "--deployment", deployment];
    const { exitCode, answer } = await as("ada").tries(...args);
    liar.stop();
    assert.deepEqual([exitCode, answer.state], [1, "absent"]);
  });

  it("T071: opens nothing before the close", async () => {
    await isRefusedWithRecord("tara", ["PHASE_WRONG", 3], "trustee", "decrypt", "1");
    await isRefusedWithRecord("office", ["PHASE_WRONG", 3], "election", "result", "1");
  });

  it("T057: refuses to open any other sum than that of all ballots", async () => {
    await moveClockTo(election.config.closesAt);
    const liesAboutBallots = await startLyingNode({
      honest: chain.url,
      lie: ({ method, result }) => {
        const isList = method === "eth_getLogs" && Array.isArray(result);
        return isList && result.length === 3 ? result.slice(0, 1) : result;
      },
    });
    const AGGREGATE = "0x" + (await aggregateSelector());
    const liesAboutSum = await startLyingNode({
      honest: chain.url,
      lie: ({ method, params, result }) => {
        const { data } = (params[0] ?? {}) as { data?: string };
        if (method !== "eth_call" || !data?.startsWith(AGGREGATE)) return result;
        const words = String(result);
        return words.slice(0, 130) + words.slice(386, 642) + words.slice(386);
      },
    });
    const decrypt = ["trustee", "decrypt", "1", "--rpc"];
    const refusal = ["AGGREGATE_UNTRUSTED", 3] as const;
    await isRefusedWithRecord("tara", refusal, ...decrypt, liesAboutBallots.url);
    await isRefusedWithRecord("tara", refusal, ...decrypt, liesAboutSum.url);
    liesAboutBallots.stop();
    liesAboutSum.stop();
    assert.deepEqual((await doesWithRecord("observer", "election", "show", "1")).partials, []);
  });

  it("opens the sum with two of three key keepers, each once", async () => {
    await doesWithRecord("tara", "trustee", "decrypt", "1");
    await isRefusedWithRecord("tara", ["ALREADY_DONE", 3], "trustee", "decrypt", "1");
    await isRefusedWithRecord("office", ["DECRYPTION_INCOMPLETE", 3], "election", "result", "1");
    await doesWithRecord("vera", "trustee", "decrypt", "1");
    const result = await doesWithRecord("observer", "election", "result", "1", "--files", published);
    assert.deepEqual(result.counts, ["0", "2", "1"]);
    assert.deepEqual(result.options, ["ada", "grace", "lin"]);
    await isRefusedWithRecord("office", ["ALREADY_DONE", 3], "election", "result", "1");
    const watched = await doesWithRecord("observer", "election", "watch", "1");
    assert.deepEqual([watched.phase, watched.result], ["opened", ["0", "2", "1"]]);
  });

  it("leaves an archive that anyone can verify, and that shows where it was altered", async () => {
    const archive = join(folder, "election-1.json");
    const written = await doesWithRecord("observer", "election", "archive", "1", "--files", published, "--to", archive);
    assert.equal(written.ballots, 3);
    await isRefusedWithRecord(
      "observer",
      ["FILE_EXISTS", 2],
      "election",
      "archive",
      "1",
      "--files",
      published,
      "--to",
      archive,
    );
    assert.equal((await as("stranger").does("verify", archive)).verified, true);
    const altered = JSON.parse(await readFile(archive, "utf8")) as { election: { result: { counts: string[] } } };
    const { result } = altered.election;
    result.counts = ["2", "0", "1", ...result.counts.slice(3)];
    await writeFile(archive, JSON.stringify(altered));
    const { exitCode, answer } = await as("stranger").tries("verify", archive);
    assert.deepEqual([exitCode, answer.verified], [1, false]);
  });

  it("tells a chain that is not there, another chain and other contracts apart", async () => {
    const show = ["election", "show", "1", "--deployment", deployment];
    await as("observer").isRefused("CHAIN_UNREACHABLE", 4, ...show, "--rpc", "http://127.0.0.1:9");
    const elsewhere = join(folder, "elsewhere.json");
    const record = JSON.parse(await readFile(deployment, "utf8")) as Deployment;
    await writeFile(elsewhere, JSON.stringify({ ...record, chainId: 1337 }));
    await as("observer").isRefused("CHAIN_ID_MISMATCH", 4, "election", "show", "1", "--deployment", elsewhere);
    const addresses = { ...record.addresses, elections: record.addresses.rolls };
    await writeFile(elsewhere, JSON.stringify({ ...record, addresses }));
    await as("observer").isRefused("DEPLOYMENT_UNTRUSTED", 3, "election", "show", "1", "--deployment", elsewhere);
  });
});

async function aggregateSelector(): Promise<string> {
  const { Interface } = await import("ethers");
  const { ABI } = await import("../../src/generated/abi.ts");
  return new Interface(ABI.Elections).getFunction("aggregate")!.selector.slice(2);
}
