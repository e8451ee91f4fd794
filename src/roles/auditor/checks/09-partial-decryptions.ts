import { BASE, add, isInSubgroup, multiplyBase, type Point } from "../../../crypto/babyjubjub.ts";
import type { Proof } from "../../../proofs/proof.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf, circuitsOf } from "../circuits-of.ts";
import { Faults, plural } from "../findings.ts";
import { keyTestScalar } from "../recompute/encoding.ts";

type Contribution = Subject["archive"]["election"]["keyTests"][number];

export const partialDecryptions: Check = {
  id: 9,
  name: "partial-decryptions",
  claim: {
    en: "Every key keeper who tested a key or helped to open used their own part, on the right total.",
    zh: "每位参与测试或打开的保管人都使用了自己的份额，且作用于正确的总数。",
  },
  async run(subject: Subject) {
    const { election } = subject.archive;
    const faults = new Faults();
    const tests = proofsOver({ subject, entries: election.keyTests, bases: testBases(subject), faults, of: TEST });
    const bases = election.aggregate.map(({ c1 }) => c1);
    const openings = proofsOver({ subject, entries: election.partialDecryptions, bases, faults, of: OPENING });
    const all = [...tests, ...openings];
    const circuit = circuitsOf(subject.archive).decryption;
    const refused = await subject.judgeProofs({ circuit, proofs: all.map(({ proof }) => proof) });
    for (const at of refused) {
      const { of, trustee } = all[at]!;
      faults.add(`${of.en} ${trustee} is not proved`, `保管人 ${trustee} 的${of.zh}未被证明`);
    }
    return faults.finding(
      {
        en: `${plural(tests.length, "key test")}, ${plural(openings.length, "partial opening")}, each proved`,
        zh: `${tests.length} 次密钥测试，${openings.length} 次部分解密，均有证明`,
      },
      { keyTests: tests.length, partialDecryptions: openings.length },
    );
  },
};

const TEST = { en: "the key test of key keeper", zh: "密钥测试" };
const OPENING = { en: "the opening of key keeper", zh: "部分解密" };

interface Judged {
  readonly of: typeof TEST;
  readonly trustee: number;
  readonly proof: Proof;
}

/** C1 of the test ciphertext, option by option: (t + k)·B8, with t from a public hash. */
function testBases(subject: Subject): Point[] {
  const { chain, election } = subject.archive;
  const place = { chainId: chain.chainId, contract: chain.elections, id: election.electionId };
  const bases = [multiplyBase(keyTestScalar(place, election.electionKey))];
  while (bases.length < capacityOf(subject.archive)) bases.push(add(bases.at(-1)!, BASE));
  return bases;
}

function proofsOver(input: {
  subject: Subject;
  entries: readonly Contribution[];
  bases: readonly Point[];
  faults: Faults;
  of: typeof TEST;
}): Judged[] {
  const { subject, entries, bases, faults, of } = input;
  const { publicShares } = subject.archive.ceremony;
  const trustees = entries.map(({ trusteeIndex }) => trusteeIndex);
  for (const trustee of new Set(trustees.filter((index, at) => trustees.indexOf(index) !== at))) {
    faults.add(`${of.en} ${trustee} is there twice`, `保管人 ${trustee} 的${of.zh}重复`);
  }
  return entries.flatMap(({ trusteeIndex: trustee, partials, proof: words }) => {
    const share = publicShares[trustee - 1];
    const usable = share !== undefined && partials.length === bases.length && partials.every(isInSubgroup);
    const said = faults.unless(
      usable,
      `${of.en} ${trustee} is no set of points, or of no key keeper`,
      `保管人 ${trustee} 的${of.zh}不是有效的点，或保管人不存在`,
    );
    return said ? [{ of, trustee, proof: { words, signals: [share!, ...bases, ...partials].flat() } }] : [];
  });
}
