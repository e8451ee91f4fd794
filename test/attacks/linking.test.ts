import assert from "node:assert/strict";
import { multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { randomScalar as random } from "../../src/crypto/random.ts";
import { sealBallot } from "../../src/protocol/ballot.ts";
import { buildRollTree, makeRoll, membershipOf, type RollRoot } from "../../src/protocol/roll.ts";
import { electionScope } from "../../src/protocol/scope.ts";
import { pseudonymOf } from "../../src/protocol/credential/pseudonym.ts";
import { guessHashes, joinByRelation, joinByWords, searchDictionary, type Hit } from "./attacks.ts";
import { issuerDossier, publicConstants, verifierDossier } from "./dossiers.ts";
import { foundTown, liveIn, serviceOf, type Town, type World } from "./world.ts";
import { WEAK_SCHEMES } from "./weak-schemes.ts";

const PEOPLE = 100;
/** Weak schemes are broken person by person: a few show it. */
const FEW = 4;

const BIRTHDAYS = { from: "1926-01-01", to: "2025-12-31" };

/** Each attack as the one who can run it. */
const ATTACKS: Readonly<Record<"hash" | "dictionary" | "words" | "relation" | "chain", (world: World) => Hit[]>> = {
  hash: (world) =>
    guessHashes({
      dossiers: world.people.map((person) => issuerDossier(person, world)),
      constants: publicConstants(world),
      acts: world.acts,
    }),
  dictionary: ({ acts }) => searchDictionary({ acts, ...BIRTHDAYS }),
  words: ({ acts }) => joinByWords(acts),
  relation: ({ acts }) => joinByRelation(acts),
  chain: (world) => acrossServices(world),
};

/** From all that each verifier holds of its pseudonyms to the transactions at all the others. */
function acrossServices(world: World): Hit[] {
  const constants = publicConstants(world);
  return [...Map.groupBy(world.acts, ({ service }) => service)].flatMap(([service, own]) => {
    const dossiers = own.map(verifierDossier);
    return guessHashes({ dossiers, constants, acts: world.acts.filter((act) => act.service !== service) });
  });
}

/** Names the first of them: all would fill the screen. */
function assertNoHit(hits: readonly Hit[]): void {
  assert.deepEqual({ count: hits.length, first: hits[0] }, { count: 0, first: undefined });
}

describe("linking pseudonyms to people, with all that is public", () => {
  let world: World;
  let hamlet: Town;

  before(async () => {
    world = liveIn(await foundTown(PEOPLE));
    hamlet = await foundTown(FEW);
  });

  it("T079: an issuer with its whole database computes no pseudonym, disclosure hash or enrolment", () => {
    assertNoHit(ATTACKS.hash(world));
  });

  it("T078: every birthday of a century and 10,000 person numbers are behind no word", () => {
    assertNoHit(ATTACKS.dictionary(world));
  });

  it("T077: no two transactions of one person share a word that is not others' too", () => {
    assertNoHit(ATTACKS.words(world));
    const services = new Set(world.acts.map(({ service }) => service));
    assert.deepEqual([services.size, world.acts.length], [6, 6 * PEOPLE]);
  });

  it("T077: pseudonyms of two services stand in no relation, and those of two scopes of one verifier in none either", () => {
    assertNoHit(ATTACKS.relation(world));
  });

  it("T077: verifiers who put all their databases together join no two pseudonyms by numbers", () => {
    assertNoHit(ATTACKS.chain(world));
  });

  it("T079: a coarse value shown leaves whoever has both databases with a group, as large as the district", () => {
    const [policy] = world.policies;
    const shownTo = world.acts.filter(({ service }) => service === serviceOf(policy!));
    const dossiers = world.people.map((person) => issuerDossier(person, world));
    for (const { disclosure } of shownTo) {
      const candidates = dossiers.filter(({ shown }) => shown[0]![0] === disclosure.clear[0]);
      assert.equal(candidates.length, PEOPLE / 10);
    }
  });

  it("T077: the state of trust and status that a proof names is everybody's", () => {
    const roots = world.acts.map(({ words }) => words.filter((word) => word === world.trustRoot));
    assert.ok(roots.every(({ length }) => length === 1));
  });

  for (const { what, scheme, found } of WEAK_SCHEMES) {
    it(`would find people behind ${what}`, () => {
      const weak = liveIn(hamlet, scheme);
      const hits = ATTACKS[found](weak);
      const right = hits.filter(({ named, person }) => named === undefined || named === person);
      assert.deepEqual([...new Set(right.map(({ person }) => person))].sort(), [0, 1, 2, 3]);
    });
  }
});

describe("one voter in 20 elections and 20 scopes", () => {
  it("T077: shares no word between any two ballots or pseudonyms, constants aside", async () => {
    const { people } = await foundTown(2);
    const rules = {
      optionCount: 3,
      maxValue: 1,
      minTotal: 1,
      maxTotal: 1,
      quadratic: false,
      distinct: false,
      blank: false,
      weighted: false,
    };
    const entries = people.map(({ identity }) => ({ commitment: identity.commitment, weight: 1n }));
    const roll = makeRoll({ name: "town", entries });
    const tree = await buildRollTree(roll);
    const electionKey = multiplyBase(7n);
    const publics = people.map(({ identity: { secret, commitment } }) =>
      Array.from({ length: 20 }, (_, at) => {
        const scope = electionScope({ chainId: 1n, contract: `0x${"12".repeat(20)}`, electionId: BigInt(at + 1) });
        const terms = { rollRoot: tree.root as RollRoot, scope, rules, electionKey };
        const membership = membershipOf({ roll, tree, commitment });
        const { nullifier, ciphertexts } = sealBallot({ terms, secret, membership, values: [0, 1, 0], random });
        const pseudonym = pseudonymOf({ secret, verifierId: 5n, scopeId: BigInt(at + 1) });
        return [nullifier, pseudonym, ...ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2])];
      }),
    );
    const words = publics.flat(2);
    assert.equal(new Set(words).size, words.length);
    assert.ok(people.every(({ identity }) => !words.includes(identity.commitment)));
  });
});
