import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../src/chain/provider.ts";
import { advanceTo } from "../../src/chain/time.ts";
import { openWallet } from "../../src/roles/holder/wallet-file.ts";
import { openWorkspace } from "../../src/roles/workspace.ts";
import { settle, type Answer, type Person } from "./people.ts";
import { interruptAt, serveIn, type Services } from "./served-office.ts";

const ROLL_NAME = "Reading circle 2026";
const TRUSTEES = ["tara", "umar"] as const;
/** Without an account of their own, as dora, who is interrupted; cem casts directly. */
const RELAYED = ["ada", "ben"] as const;
const VOTERS = [...RELAYED, "cem", "dora"] as const;
const NOBODY = "http://127.0.0.1:9";

/** One office serves everything from an empty folder, and an election runs on it; each test is the next step. */
describe("an election by the services of one office", function () {
  this.timeout(300_000);
  let folder: string;
  let data: string;
  let config: string;
  let services: Services;
  let published: string;
  let deployment: string;
  let election: Answer;
  let logs = "";
  const people = new Map<string, Person>();
  const tickets = new Map<string, string>();
  const receipts = new Map<string, string>();
  const as = (name: string): Person => people.get(name)!;
  /** With the chain's address as it is now: after a restart it may be another. */
  const here = (...args: string[]) => [...args, "--rpc", services.rpcUrl, "--deployment", deployment];
  const does = (name: string, ...args: string[]) => as(name).does(...here(...args));

  async function settleAll(): Promise<void> {
    for (const name of ["office", "observer", ...TRUSTEES, ...VOTERS]) {
      people.set(name, await settle({ folder, rpcUrl: services.rpcUrl }, name));
    }
  }

  async function moveClockTo(at: number): Promise<void> {
    const connection = await connect({ url: services.rpcUrl });
    await advanceTo(connection, at);
    connection.close();
  }

  async function choose(name: string, choice: string): Promise<string[]> {
    const file = join(as(name).folder, "choices.txt");
    await writeFile(file, choice);
    return ["--files", published, "--choices-file", file];
  }

  async function indexed(name: string): Promise<Answer> {
    const check = ["ballot", "check", receipts.get(name)!, "--index", services.url];
    for (let tries = 1; ; tries++) {
      const { exitCode, answer, prose } = await as(name).tries(...here(...check));
      if (exitCode === 0) return answer;
      assert.ok(tries < 30, prose);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** What must be looked at at once, when the watcher has come to it. */
  async function alarm(): Promise<Answer["alerts"]> {
    for (let tries = 1; ; tries++) {
      const { exitCode, answer, prose } = await as("observer").tries("alert", "list", "--index", services.url);
      const late = answer.alerts.filter(({ kind }) => kind === "trustee-late");
      if (late.length === TRUSTEES.length) {
        assert.equal(exitCode, 1);
        return late.toSorted((left, right) => left.subject.localeCompare(right.subject));
      }
      assert.ok(tries < 60, prose);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-services-"));
    data = join(folder, "server");
    published = join(folder, "published");
    await mkdir(published);
    config = join(folder, "server.json");
    const relayer = { minDelaySeconds: 1, maxDelaySeconds: 2, batchSize: 2 };
    await writeFile(
      config,
      JSON.stringify({ relayer, indexer: { pollMs: 200 }, watcher: { intervalSeconds: 2, openingSeconds: 0 } }),
    );
    services = await serveIn({ data, config });
    await settleAll();
    deployment = join(folder, "deployment.json");
    await cp(join(data, "deployments/31337.json"), deployment);
  });

  after(async () => {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("prepares an election on the chain that the services brought", async () => {
    for (const name of ["office", ...TRUSTEES, "cem"]) await does(name, "account", "new", name, "--fund");
    const lines: string[] = [];
    for (const [position, name] of VOTERS.entries()) {
      await does(name, "identity", "new", name);
      const to = join(folder, `${name}.json`);
      const reference = `R-${position + 1}`;
      await does(name, "registration", "new", "--roll", ROLL_NAME, "--reference", reference, "--to", to);
      lines.push(await readFile(to, "utf8"));
    }
    const [all, roll, eligible] = [join(folder, "all.jsonl"), join(folder, "roll.json"), join(folder, "eligible.csv")];
    await writeFile(all, lines.join(""));
    await writeFile(eligible, "reference,weight\nR-1,1\nR-2,1\nR-3,1\nR-4,1\n");
    await does("office", "roll", "build", all, "--name", ROLL_NAME, "--eligible", eligible, "--to", roll);
    await does("office", "roll", "publish", roll);

    const addresses = [];
    for (const name of TRUSTEES) addresses.push((await does(name, "account", "show", name)).address);
    const named = addresses.flatMap((address) => ["--trustee", address]);
    await does("office", "ceremony", "create", ...named, "--threshold", "2");
    for (const step of ["register", "commit", "deal"]) {
      for (const name of TRUSTEES) await does(name, "trustee", step, "1");
    }
    const manifest = join(folder, "manifest.json");
    const options = ["--option", "ode=Ode | 颂", "--option", "sonnet=Sonnet | 十四行诗"];
    const times = ["--opens", "1h", "--closes", "2h", "--result-by", "3h"];
    const text = ["--title", "What we read | 读什么", "--organizer", "Circle | 读书会", ...options, ...times];
    await does("office", "manifest", "new", ...text, "--roll", "1", "--ceremony", "1", "--to", manifest);
    await does("office", "election", "create", manifest);
    await cp(join(as("office").folder, "public"), published, { recursive: true });
    for (const name of TRUSTEES) await does(name, "trustee", "test", "1");
    election = await does("observer", "election", "show", "1", "--files", published);
    await moveClockTo(election.config.opensAt);
  });

  it("shows who relays, and refuses addresses that are none", async () => {
    const shown = await as("observer").does("relay", "show", services.url);
    assert.match(shown.address, /^0x[0-9a-f]{40}$/);
    assert.equal(shown.batchSize, 2);
    await as("observer").isRefused("SERVICE_UNREACHABLE", 4, "relay", "show", NOBODY);
    await as("observer").isRefused("USAGE", 2, "relay", "show", "vote.example.org");
  });

  it("casts for voters without accounts, one of them proving in the prover by its address", async () => {
    const cast = async (name: string, choice: string, ...more: string[]) => {
      const done = await does(name, "ballot", "cast", "1", ...(await choose(name, choice)), ...more);
      assert.deepEqual([done.cast, done.relay], [true, services.url]);
      tickets.set(name, done.ticket);
      receipts.set(name, done.receiptFile);
    };
    const relay = ["--relay", services.url];
    await Promise.all([
      cast("ada", "ode", "--relay", `${NOBODY},${services.url}`),
      cast("ben", "sonnet", ...relay, "--prover", services.url),
    ]);
    for (const name of RELAYED) {
      const state = await does(name, "ballot", "check", receipts.get(name)!);
      assert.deepEqual([state.state, state.isFinal], ["counted", true]);
      const followed = await as(name).does("relay", "follow", tickets.get(name)!, ...relay);
      assert.equal(followed.state, "final");
      assert.deepEqual(
        (await readdir(as(name).folder)).filter((entry) => entry === "accounts"),
        [],
      );
    }
    const again = [...here("ballot", "cast", "1"), ...relay, ...(await choose("ada", "sonnet"))];
    await as("ada").isRefused("ALREADY_CAST", 3, ...again);
  });

  it("lets a voter test the encryption, lose the relayer, and send the very same ballot directly", async () => {
    await does("cem", "ballot", "prepare", "1", ...(await choose("cem", "ode")));
    const file = join(folder, "test.json");
    const { fingerprint } = await does("cem", "ballot", "challenge", "1", "--to", file);
    const check = ["ballot", "check-challenge", file, "--files", published, "--fingerprint", fingerprint];
    assert.equal((await does("observer", ...check)).ok, true);

    const cast = [...here("ballot", "cast", "1", "--relay", NOBODY), ...(await choose("cem", "ode"))];
    await as("cem").isRefused("RELAY_FAILED", 4, ...cast);
    const kept = await readdir(join(as("cem").folder, "receipts"));
    const receipt = kept.find((name) => !name.endsWith(".ballot.json"))!;
    receipts.set("cem", join(as("cem").folder, "receipts", receipt));
    const absent = await as("cem").tries(...here("ballot", "check", receipts.get("cem")!));
    assert.deepEqual([absent.exitCode, absent.answer.state], [1, "absent"]);
    assert.match(absent.prose, /ballot send/);
    const sent = await does("cem", "ballot", "send", receipts.get("cem")!, "--account", "cem");
    assert.equal(sent.receiptFile, receipts.get("cem"));
    assert.deepEqual(await readdir(join(as("cem").folder, "receipts")), [receipt]);
  });

  it("loses nothing when the voter stops waiting for the relayer", async () => {
    const cast = ["ballot", "cast", "1", "--relay", services.url, "--data", as("dora").folder];
    const pass = ["--passphrase-file", join(as("dora").folder, "passphrase.txt")];
    await interruptAt("Ctrl-C", [...here(...cast), ...pass, ...(await choose("dora", "ode"))]);
    const kept = await readdir(join(as("dora").folder, "receipts"));
    const receipt = kept.find((name) => /^[0-9a-f-]+\.json$/.test(name))!;
    receipts.set("dora", join(as("dora").folder, "receipts", receipt));
    const check = () => as("dora").tries(...here("ballot", "check", receipts.get("dora")!));
    const first = await check();
    if (first.exitCode === 1) assert.match(first.prose, /A relayer took it, and has to send it by/);
    for (let tries = 1; (await check()).exitCode === 1; tries++) {
      assert.ok(tries < 60);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const left = await readdir(join(as("dora").folder, "receipts"));
    assert.deepEqual(
      left.filter((name) => name.endsWith(".ballot.json")),
      [],
    );
  });

  it("tells by the index what is recorded, agreeing with the chain, and watches", async () => {
    for (const name of VOTERS) {
      const told = await indexed(name);
      assert.deepEqual([told.state, told.indexAgrees], ["counted", true]);
    }
    const index = ["--index", services.url];
    const alone = await as("ada").tries("ballot", "check", receipts.get("ada")!, ...index, "--rpc", NOBODY);
    assert.equal(alone.answer.error?.code, "CHAIN_UNREACHABLE", "a chain that was typed is asked");
    const { entries } = await as("observer").does("trail", "list", ...index, "--subject", "election:1");
    const cast = entries.filter(({ event }) => event === "BallotCast");
    assert.deepEqual(
      cast.map(({ role, account }) => [role, account]),
      VOTERS.map(() => ["voter or relayer", null]),
    );
    const csv = join(folder, "trail.csv");
    const { rows } = await as("observer").does("trail", "list", ...index, "--csv", csv);
    assert.equal((await readFile(csv, "utf8")).trimEnd().split("\r\n").length, rows + 1);
    const { alerts } = await as("observer").does("alert", "list", ...index);
    assert.ok(alerts.every(({ severity }) => severity !== "critical"));
  });

  it("F49: stops when told, starts again, and has everything still", async () => {
    const index = () => ["--index", services.url];
    const before = await as("observer").does("trail", "list", ...index(), "--count", "200");
    assert.equal(await services.stop(), 0, services.output());
    logs += services.output();
    services = await serveIn({ data, config });
    await settleAll();
    for (const name of VOTERS) assert.equal((await indexed(name)).state, "counted");
    for (const name of RELAYED) {
      const followed = await as(name).does("relay", "follow", tickets.get(name)!, "--relay", services.url);
      assert.equal(followed.state, "final");
    }
    const after = await as("observer").does("trail", "list", ...index(), "--count", "200");
    assert.deepEqual(after.entries.slice(-before.entries.length), before.entries);
  });

  it("calls for the key keepers after the close, and opens the sum", async () => {
    await moveClockTo(election.config.closesAt);
    const late = await alarm();
    assert.deepEqual(
      late.map(({ subject }) => subject),
      ["election:1:trustee:1", "election:1:trustee:2"],
    );
    for (const name of TRUSTEES) await does(name, "trustee", "decrypt", "1");
    assert.deepEqual((await does("office", "election", "result", "1", "--files", published)).counts, ["3", "1"]);
  });

  it("wrote no secret to its log or its folder", async () => {
    assert.equal(await services.stop(), 0, services.output());
    logs += services.output();
    const secrets: string[] = [];
    for (const name of VOTERS) {
      const passphrase = () => Promise.resolve(`the passphrase of ${name}`);
      const { wallet } = await openWallet({ workspace: openWorkspace(as(name).folder), passphrase });
      const { secret } = wallet.identity;
      secrets.push(await passphrase(), secret.toString(), secret.toString(16));
    }
    const files = await readdir(data, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
    );
    // The canary of the search itself: what is no secret and stored as text is found.
    const { ballotHash } = JSON.parse(await readFile(receipts.get("ada")!, "utf8")) as { ballotHash: string };
    assert.ok(texts.some((text) => text.includes(ballotHash)));
    for (const secret of secrets) {
      assert.ok(!logs.includes(secret), "a secret is in the log");
      assert.ok(!texts.some((text) => text.includes(secret)), "a secret is in the data folder");
    }
  });
});
