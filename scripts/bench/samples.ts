import { multiply, multiplyBase, signedDigits } from "../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import type { CircuitName } from "../../src/generated/signals.ts";
import type { CircuitInputs } from "../../src/proofs/prover.ts";
import { sealBallot } from "../../src/protocol/ballot.ts";
import { dealingInputs } from "../../src/protocol/dealing.ts";
import type { OptionCapacity } from "../../src/protocol/params.ts";
import { buildRollTree, makeRoll, membershipOf, type RollRoot } from "../../src/protocol/roll.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import { toScope } from "../../src/protocol/scope.ts";
import { drawIdentity, pairSample, presentationSample, pseudonymSample } from "./sample-presentations.ts";

/** An honest statement for each circuit, drawn anew. */
const SAMPLES: Record<CircuitName, () => CircuitInputs | Promise<CircuitInputs>> = {
  "ballot-2": () => ballotSample(2),
  "ballot-4": () => ballotSample(4),
  "ballot-8": () => ballotSample(8),
  dealing: dealingSample,
  "decryption-2": () => decryptionSample(2),
  "decryption-4": () => decryptionSample(4),
  "decryption-8": () => decryptionSample(8),
  "presentation-plain": () => presentationSample({ sealing: false }),
  presentation: () => presentationSample({ sealing: true }),
  "presentation-pair": pairSample,
  pseudonym: pseudonymSample,
};

export async function sampleInputs(circuit: CircuitName): Promise<CircuitInputs> {
  return SAMPLES[circuit]();
}

function dealingSample(): CircuitInputs {
  const [share, ephemeral] = [randomScalar(), randomScalar()];
  return { ...dealingInputs({ context: 1n, recipientKey: multiplyBase(randomScalar()), share, ephemeral }) };
}

function decryptionSample(capacity: OptionCapacity): CircuitInputs {
  const keyShare = randomScalar();
  const c1 = Array.from({ length: capacity }, () => multiplyBase(randomScalar()));
  const partial = c1.map((point) => multiply(point, keyShare));
  return { publicShare: multiplyBase(keyShare), c1, partial, keyShare: signedDigits(keyShare) };
}

async function ballotSample(capacity: OptionCapacity): Promise<CircuitInputs> {
  const identity = drawIdentity();
  const roll = makeRoll({ name: "bench", entries: [{ commitment: identity.commitment, weight: 1n }] });
  const tree = await buildRollTree(roll);
  const { inputs } = sealBallot({
    terms: {
      rollRoot: tree.root as RollRoot,
      scope: toScope(1n),
      rules: rulesFor("single", { optionCount: capacity }),
      electionKey: multiplyBase(randomScalar()),
    },
    secret: identity.secret,
    membership: membershipOf({ roll, tree, commitment: identity.commitment }),
    values: Array.from({ length: capacity }, (_, index) => (index === 0 ? 1 : 0)),
    random: randomScalar,
  });
  return { ...inputs };
}
