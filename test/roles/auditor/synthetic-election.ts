import {
  BASE,
  add,
  divideByCofactor,
  multiply,
  multiplyBase,
  sum,
  type Point,
} from "../../../src/crypto/babyjubjub.ts";
import { addCiphertexts, encrypt, type Ciphertext } from "../../../src/crypto/elgamal.ts";
import { SUBGROUP_ORDER, mod } from "../../../src/crypto/field.ts";
import { provePossession } from "../../../src/crypto/schnorr.ts";
import { evaluatePolynomial } from "../../../src/crypto/shamir.ts";
import { CIRCUIT_NAMES, SIGNALS, type CircuitName } from "../../../src/generated/signals.ts";
import type { ElectionArchive } from "../../../src/protocol/archive.ts";
import { createManifest, MANIFEST_FORMAT, manifestText } from "../../../src/protocol/manifest.ts";
import { capacityFor, packRules, type Rules } from "../../../src/protocol/rules.ts";
import type { PinnedKey } from "../../../src/roles/auditor/pinned-keys.ts";
import {
  dealingHash,
  hex32,
  keccakOfText,
  keyTestScalar,
  possessionChallenge,
} from "../../../src/roles/auditor/recompute/encoding.ts";
import { rollRoot } from "../../../src/roles/auditor/recompute/roll-root.ts";

/** What to make. The k-th ballot is of the k-th voter on the roll; later voters abstain. */
export interface SyntheticInput {
  readonly rules: Rules;
  readonly ballots: readonly (readonly number[])[];
  readonly weights: readonly bigint[];
  readonly trustees?: number;
  readonly threshold?: number;
}

/** Stand-ins for the keys that an installation pins: every circuit has its own words. */
export const SYNTHETIC_KEYS = Object.fromEntries(
  CIRCUIT_NAMES.map((circuit) => {
    const words = (name: string, count: number) =>
      Array.from({ length: count }, (_, at) => scalarOf(`${circuit} ${name} ${at}`));
    const [alpha, beta, gamma, delta] = [words("alpha", 2), words("beta", 4), words("gamma", 4), words("delta", 4)];
    const ic = words("ic", 2 + 2 * SIGNALS[circuit].length);
    const verifyingKey = { circuitHash: hex32(keccakOfText(circuit)), alpha, beta, gamma, delta, ic };
    return [circuit, { verifyingKey, phase: "development" }] as const;
  }),
) as unknown as Record<CircuitName, PinnedKey>;

const CHAIN = {
  chainId: 31337,
  verifier: `0x${"11".repeat(20)}`,
  rolls: `0x${"22".repeat(20)}`,
  ceremonies: `0x${"33".repeat(20)}`,
  elections: `0x${"44".repeat(20)}`,
};

const CEREMONY_ID = 3n;
const ELECTION_ID = 5n;
const ROLL_ID = 2n;
/** Times: the roll, then the ceremony, then the election, ten minutes a step. */
const START = 1_900_000_000;
const at = (step: number): number => START + 600 * step;

/** Numbers that look random and are the same in every run. */
function scalarOf(label: string): bigint {
  return 1n + (keccakOfText(label) % (SUBGROUP_ORDER - 1n));
}

const fakeProof = (label: string): bigint[] =>
  Array.from({ length: 8 }, (_, word) => scalarOf(`${label} proof ${word}`));

/**
 * A whole election in memory, right in everything but its proofs, which are numbers that the tests' judge knows by heart.
 * Made in no time, so that every single value of it can be tampered with in turn.
 */
export async function syntheticElection(input: SyntheticInput): Promise<ElectionArchive> {
  const { rules, ballots, weights, trustees: trusteeCount = 3, threshold = 2 } = input;
  const roll = await makeRoll(weights);
  const { ceremony, keyShares } = makeCeremony({ trusteeCount, threshold });
  const capacity = capacityFor(rules.optionCount);
  const electionKey = ceremony.electionKey;
  const options = Array.from({ length: capacity }, (_, option) => option);
  const cast = ballots.map((values, index) => {
    const factor = rules.weighted ? weights[index]! : 1n;
    const ciphertexts = options.map((option) =>
      encrypt({
        message: BigInt(values[option] ?? 0) * factor,
        randomness: scalarOf(`ballot ${index} option ${option}`),
        publicKey: electionKey,
      }),
    );
    const nullifier = scalarOf(`nullifier ${index}`);
    const words = [...fakeProof(`ballot ${index}`), nullifier, ...ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2])];
    return { entry: { index, nullifier, words, at: at(21) + index }, ciphertexts };
  });
  const aggregate = options.map((option): Ciphertext =>
    addCiphertexts([{ c1: BASE, c2: electionKey }, ...cast.map(({ ciphertexts }) => ciphertexts[option]!)]),
  );
  const place = { chainId: CHAIN.chainId, contract: CHAIN.elections, id: ELECTION_ID };
  const testBases = options.map((option) => multiplyBase(keyTestScalar(place, electionKey) + BigInt(option)));
  const contribution = (input: { trustee: number; bases: readonly Point[]; label: string; time: number }) => ({
    trusteeIndex: input.trustee,
    partials: input.bases.map((base) => multiply(base, keyShares[input.trustee - 1]!)),
    proof: fakeProof(`${input.label} ${input.trustee}`),
    at: input.time,
  });
  const openers = Array.from({ length: threshold }, (_, place) => trusteeCount - threshold + place + 1);
  const counts = options.map((option) =>
    ballots.reduce(
      (total, values, index) => total + BigInt(values[option] ?? 0) * (rules.weighted ? weights[index]! : 1n),
      0n,
    ),
  );
  const manifest = manifestOf(rules, roll.fileHash);
  return {
    format: "psephos.archive/1",
    chain: CHAIN,
    verifyingKeys: (["dealing", `ballot-${capacity}`, `decryption-${capacity}`] as const).map((circuit) => {
      const { circuitHash, alpha, beta, gamma, delta, ic } = SYNTHETIC_KEYS[circuit].verifyingKey;
      return {
        circuit,
        circuitHash,
        alpha: [...alpha],
        beta: [...beta],
        gamma: [...gamma],
        delta: [...delta],
        ic: [...ic],
      };
    }),
    roll,
    manifest,
    ceremony,
    election: {
      electionId: ELECTION_ID,
      creator: `0x${"aa".repeat(20)}`,
      manifestHash: hex32(keccakOfText(manifest)),
      rollId: ROLL_ID,
      ceremonyId: CEREMONY_ID,
      rules: packRules(rules),
      createdAt: at(10),
      opensAt: at(20),
      closesAt: at(30),
      resultBy: at(40),
      minimumTurnout: 1,
      optionCapacity: capacity,
      rollRoot: roll.root,
      electionKey,
      keyTests: openers.map((trustee) => contribution({ trustee, bases: testBases, label: "test", time: at(11) })),
      ballots: cast.map(({ entry }) => entry),
      aggregate,
      partialDecryptions: openers.map((trustee) =>
        contribution({ trustee, bases: aggregate.map(({ c1 }) => c1), label: "opening", time: at(31) }),
      ),
      result: { counts, trusteeIndices: openers, at: at(32) },
      cancelledAt: null,
    },
  };
}

function manifestOf(rules: Rules, fileHash: string): string {
  const text = (words: string) => ({ en: words, zh: words });
  const options = Array.from({ length: rules.optionCount }, (_, at) => ({ id: `o${at}`, label: text(`Option ${at}`) }));
  return manifestText(
    createManifest({
      format: MANIFEST_FORMAT,
      kind: "test",
      title: text("Trial"),
      description: text("A trial."),
      organizer: text("Tests"),
      options,
      rules,
      roll: { id: ROLL_ID, fileHash },
      ceremony: { id: CEREMONY_ID },
      opensAt: at(20),
      closesAt: at(30),
      resultBy: at(40),
      minimumTurnout: 1,
    }),
  );
}

async function makeRoll(weights: readonly bigint[]): Promise<ElectionArchive["roll"]> {
  const rows = weights.map((weight, index) => ({ commitment: scalarOf(`voter ${index}`), weight }));
  const lines = rows.map(({ commitment, weight }) => `["${commitment}",${weight}]`);
  const file = `{"format":"psephos.roll/1","name":"Trial","entries":[\n${lines.join(",\n")}\n]}\n`;
  return {
    rollId: ROLL_ID,
    root: await rollRoot(rows),
    size: rows.length,
    totalWeight: rows.reduce((total, { weight }) => total + weight, 0n),
    fileHash: hex32(keccakOfText(file)),
    registrar: `0x${"bb".repeat(20)}`,
    publishedAt: at(0),
    file,
  };
}

function makeCeremony({ trusteeCount, threshold }: { trusteeCount: number; threshold: number }) {
  const place = { chainId: CHAIN.chainId, contract: CHAIN.ceremonies, id: CEREMONY_ID };
  const indices = Array.from({ length: trusteeCount }, (_, index) => index + 1);
  const trustees = indices.map((index) => `0x${index.toString(16).padStart(40, "c")}`);
  const registrations = indices.map((index) => {
    const trustee = trustees[index - 1]!;
    const { publicKey, nonce, response } = provePossession({
      secret: scalarOf(`recipient ${index}`),
      randomness: scalarOf(`possession ${index}`),
      challenge: ({ publicKey: recipientKey, nonce }) => possessionChallenge(place, { trustee, recipientKey, nonce }),
    });
    return { index, trustee, recipientKey: publicKey, nonce, response, at: at(2) };
  });
  const polynomials = indices.map((dealer) =>
    Array.from({ length: threshold }, (_, power) => scalarOf(`dealer ${dealer} power ${power}`)),
  );
  const dealt = polynomials.map((coefficients, position) => {
    const dealer = position + 1;
    const commitments = coefficients.map((coefficient) => multiplyBase(divideByCofactor(coefficient)));
    const parts = indices.map((recipient) => {
      const ephemeral = multiplyBase(scalarOf(`ephemeral ${dealer} ${recipient}`));
      const label = `share ${dealer} ${recipient}`;
      return { proof: fakeProof(label), content: [...ephemeral, scalarOf(label)] };
    });
    const content = parts.flatMap((part) => part.content);
    return {
      dealing: {
        index: dealer,
        commitments,
        shares: parts.flatMap((part) => [...part.proof, ...part.content]),
        at: at(6),
      },
      commitment: {
        index: dealer,
        dealingHash: hex32(dealingHash(place, { dealer, commitments, content })),
        at: at(4),
      },
    };
  });
  const keyShares = indices.map((index) =>
    mod(
      polynomials.reduce((total, coefficients) => total + evaluatePolynomial({ coefficients, at: index }), 0n),
      SUBGROUP_ORDER,
    ),
  );
  const ceremony: ElectionArchive["ceremony"] = {
    ceremonyId: CEREMONY_ID,
    creator: `0x${"dd".repeat(20)}`,
    trustees,
    threshold,
    createdAt: at(1),
    registerBy: at(3),
    commitBy: at(5),
    dealBy: at(7),
    registrations,
    commitments: dealt.map(({ commitment }) => commitment),
    dealings: dealt.map(({ dealing }) => dealing),
    electionKey: sum(polynomials.map(([secret]) => multiplyBase(secret!))),
    publicShares: keyShares.map(multiplyBase),
  };
  return { ceremony, keyShares };
}

/** Adds a point to another: a change that keeps it on the curve and in the subgroup. */
export function moved(point: Point): [bigint, bigint] {
  return [...add(point, BASE)];
}
