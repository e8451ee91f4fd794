import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { isEnrolled, openEnrolment, readEnrolment } from "../../../src/chain/enrolments.ts";
import { readEnrolled } from "../../../src/chain/enrolment-events.ts";
import { attach, read, type Chain } from "../../../src/chain/contracts.ts";
import { readStatusPublished } from "../../../src/chain/issuer-events.ts";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import { createIdentity } from "../../../src/protocol/identity.ts";
import {
  parsePresentation,
  presentationText,
  withoutDisclosure,
} from "../../../src/protocol/credential/presentation-file.ts";
import { makeRoll } from "../../../src/protocol/roll.ts";
import { serialiseRoll } from "../../../src/protocol/roll-file.ts";
import { openConnection } from "../../../src/roles/chain-session.ts";
import { startLyingNode } from "../../e2e/lying-node.ts";
import { prepareEnrolment, type EnrolmentPrepared } from "../../../src/roles/holder/enrol.ts";
import { relayPresentations } from "../../../src/roles/holder/relay.ts";
import { openEnrolment as openNamedEnrolment } from "../../../src/roles/registrar/open-enrolment.ts";
import { buildEnrolmentRoll, checkEnrolmentRoll } from "../../../src/roles/registrar/enrolment-roll.ts";
import { HOLDER } from "../../protocol/credential/fixtures.ts";
import { holderOf, openCredentialStage, type CredentialStage } from "../credential-stage.ts";
import { inFolder } from "../folder.ts";

const readEnrolmentCount = (chain: Chain): Promise<bigint> =>
  read({ contract: chain.contracts.enrolments, name: "enrolmentCount" });

describe("an open electorate", () => {
  let stage: CredentialStage;
  let enrolmentId: bigint;
  let closesAt: number;
  let mine: EnrolmentPrepared;
  const relayer = developmentAccount(4);
  const neighbour = createIdentity(Uint8Array.from({ length: 32 }, (_, index) => (index * 7 + 3) & 0xff));

  before(async () => {
    stage = await openCredentialStage();
    const { chain, verifierAccount: account } = stage;
    const { policyId } = await stage.publishPolicy({ maxClockSkewSeconds: 3600 });
    const opensAt = await latestTime(chain);
    closesAt = opensAt + 3000;
    const terms = { policyId, opensAt, closesAt, name: "Residents of two districts" };
    ({ enrolmentId } = await openEnrolment({ chain, account, ...terms }));
  });
  after(() => stage.end());

  const relay = async (...prepared: EnrolmentPrepared[]) => {
    const presentations = prepared.map(({ presentation }) =>
      parsePresentation(JSON.parse(presentationText(withoutDisclosure(presentation)))),
    );
    const outcomes = await relayPresentations({ chain: stage.chain, account: relayer, presentations });
    return outcomes.map((outcome) => (outcome.state === "refused" ? outcome.code : outcome.state));
  };

  it("enrols whoever meets the policy, under an identity made for it, through a relayer", async () => {
    mine = await prepareEnrolment({ ...holderOf(stage), identity: HOLDER, enrolmentId });
    const theirs = await prepareEnrolment({
      ...holderOf(stage),
      credentials: [stage.issue({ holder: neighbour.commitment, statusIndex: 8 })],
      ...{ identity: neighbour, enrolmentId },
    });
    assert.notEqual(mine.votingIdentity.commitment, HOLDER.commitment);
    assert.deepEqual(await relay(mine, theirs), ["recorded", "recorded"]);
    const { chain } = stage;
    const { pseudonym } = mine.presentation.signals;
    assert.equal(await isEnrolled({ chain, enrolmentId, pseudonym }), true);
    assert.equal((await readEnrolment(chain, enrolmentId)).size, 2);
    const events = await readEnrolled(chain, enrolmentId);
    assert.deepEqual(events.map(({ position }) => position), [0, 1]); // prettier-ignore
    assert.ok(
      events.every(({ commitment }) => commitment !== HOLDER.commitment && commitment !== neighbour.commitment),
    );
  });

  it("T043: takes one person once, and nobody else's commitment for a proof", async () => {
    assert.deepEqual(await relay(mine), ["skipped"]);
    const again = await prepareEnrolment({ ...holderOf(stage), identity: HOLDER, enrolmentId });
    assert.deepEqual(await relay(again), ["skipped"]);
    const { presentation } = again;
    const context = { ...presentation.context, commitment: 77n } as typeof presentation.context;
    const stolen = parsePresentation(JSON.parse(presentationText({ ...presentation, context })));
    assert.deepEqual(await relay({ ...again, presentation: stolen }), ["PROOF_INVALID"]);
  });

  it("becomes a roll that anyone rebuilds, once it is closed", async () => {
    const { chain } = stage;
    await inFolder(async (folder) => {
      const to = `${folder}/roll.csv`;
      await assert.rejects(buildEnrolmentRoll({ chain, enrolmentId, to }), { code: "PHASE_WRONG" });
      await advanceTo(chain, closesAt);
      await assert.rejects(prepareEnrolment({ ...holderOf(stage), identity: HOLDER, enrolmentId }), {
        code: "PHASE_WRONG",
        message: /closed/,
      });
      const { record, name } = await buildEnrolmentRoll({ chain, enrolmentId, to });
      assert.deepEqual([name, record.size, record.totalWeight], ["Residents of two districts", 2, 2n]);
      const file = await readFile(to);
      assert.deepEqual((await checkEnrolmentRoll({ chain, enrolmentId, file })).record, record);
      const own = { commitment: mine.votingIdentity.commitment, weight: 1n };
      const stranger = { commitment: neighbour.commitment, weight: 1n };
      const wrong = [[own], [own, stranger], [{ ...own, weight: 2n }]];
      for (const entries of wrong) {
        const other = serialiseRoll(makeRoll({ name, entries }));
        await assert.rejects(checkEnrolmentRoll({ chain, enrolmentId, file: other }), { code: "PUBLIC_FILE_ALTERED" });
      }
    });
  });

  it("becomes no roll from a node that shows other commitments, persons, times or roots than were proved", async () => {
    const { chain } = stage;
    const enrolled = await readEnrolled(chain, enrolmentId);
    const own = enrolled.find(({ commitment }) => commitment === mine.votingIdentity.commitment)!;
    const [status] = await readStatusPublished(chain);
    const swaps: Readonly<Record<string, readonly [bigint, bigint]>> = {
      commitment: [own.commitment, neighbour.commitment],
      "proof and all": [own.item[0]!, enrolled.find((each) => each !== own)!.item[0]!],
      pseudonym: [own.pseudonym, own.pseudonym + 1n],
      "pseudonym beside the proof": [own.pseudonym, own.pseudonym + 1n],
      time: [own.item[10]!, own.item[10]! + 1n],
      "trust root": [status!.trustRoot, status!.trustRoot + 1n],
    };
    const word = (value: bigint) => value.toString(16).padStart(64, "0");
    for (const [what, [honest, lie]] of Object.entries(swaps)) {
      const node = await startLyingNode({
        honest: chain.url,
        lie: ({ method, result }) => {
          if (method !== "eth_getLogs") return result;
          return (result as { topics: string[] }[]).map((log) => {
            const swapped = <Part>(part: Part): Part =>
              JSON.parse(JSON.stringify(part).replaceAll(word(honest), word(lie))) as Part;
            if (what === "pseudonym beside the proof") return { ...log, topics: swapped(log.topics) };
            // The trust root is swapped where the registry tells of it alone, and stays as it was proved.
            const isProof = enrolled.some(({ item }) => JSON.stringify(log).includes(word(item[0]!)));
            return what === "trust root" && isProof ? log : swapped(log);
          });
        },
      });
      const connection = await openConnection(node.url);
      try {
        const lied = await attach(connection, chain.deployment);
        await inFolder(async (folder) => {
          const roll = buildEnrolmentRoll({ chain: lied, enrolmentId, to: `${folder}/roll.csv` });
          await assert.rejects(roll, { code: "PROOF_INVALID" }, what);
          await assert.rejects(readFile(`${folder}/roll.csv`), { code: "ENOENT" });
        });
      } finally {
        connection.close();
        node.stop();
      }
    }
  });

  it("becomes a roll when its close is final, and not before", async () => {
    const { chain } = stage;
    const { provider } = chain;
    const finalAt = (number: number): typeof chain => {
      const getBlock = (block: string | number) => provider.getBlock(block === "finalized" ? number : block);
      const getBlockNumber = () => provider.getBlockNumber();
      return { ...chain, isLocal: false, provider: { getBlock, getBlockNumber } as typeof provider };
    };
    await inFolder(async (folder) => {
      const to = `${folder}/roll.csv`;
      const last = await provider.getBlockNumber();
      await assert.rejects(buildEnrolmentRoll({ chain: finalAt(last - 1), enrolmentId, to }), { code: "PHASE_WRONG" });
      assert.equal((await buildEnrolmentRoll({ chain: finalAt(last), enrolmentId, to })).record.size, 2);
    });
  });

  it("is opened with a word on what else has the same pseudonyms, before anything is sent", async () => {
    const { chain, verifierAccount: account } = stage;
    const open = async (policyId: bigint) => {
      const told: unknown[] = [];
      const before = await readEnrolmentCount(chain);
      const onShared = (shared: unknown) => told.push([shared, readEnrolmentCount(chain)]);
      const done = await openNamedEnrolment({ chain, account, policyId, name: "Council", closes: "1h", onShared });
      return { done, told, before };
    };
    const { policyId: first } = await readEnrolment(chain, enrolmentId);
    const { policyId: same } = await stage.publishPolicy({ version: 2 });
    const { policyId: alone } = await stage.publishPolicy({ scope: "council-2026" });
    const shared = await open(same);
    assert.deepEqual(shared.done.shared, { policies: [first], enrolments: [enrolmentId] });
    const [[told, count]] = shared.told as [[unknown, Promise<bigint>]];
    assert.deepEqual(told, shared.done.shared);
    assert.equal(await count, shared.before);
    const single = await open(alone);
    assert.deepEqual([single.done.shared, single.told], [{ policies: [], enrolments: [] }, []]);
    const again = await open(alone);
    assert.deepEqual(again.done.shared, { policies: [], enrolments: [single.done.enrolmentId] });
  });

  it("becomes a roll also under a name that no roll may have, as the contract takes any", async () => {
    const { chain, verifierAccount: account } = stage;
    const { policyId } = await readEnrolment(chain, enrolmentId);
    const opensAt = await latestTime(chain);
    const terms = { policyId, opensAt, closesAt: opensAt + 600, name: "two\nlines " };
    const { enrolmentId: other } = await openEnrolment({ chain, account, ...terms });
    const prepared = await prepareEnrolment({ ...holderOf(stage), identity: HOLDER, enrolmentId: other });
    assert.deepEqual(await relay(prepared), ["recorded"]);
    await advanceTo(chain, terms.closesAt);
    await inFolder(async (folder) => {
      const { name } = await buildEnrolmentRoll({ chain, enrolmentId: other, to: `${folder}/roll.csv` });
      assert.equal(name, `Enrolment ${other}`);
    });
    const again = openNamedEnrolment({ chain, account, policyId, name: "two\nlines", closes: "1h" });
    await assert.rejects(again, { code: "ARGUMENT_INVALID", message: /control/ });
  });
});
