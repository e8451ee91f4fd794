import { PROOF_WORD_COUNT, type Proof } from "../../../../proofs/proof.ts";
import { Faults, listed, plural } from "../../findings.ts";
import type { AttestationCheck, AttestationSubject } from "../check.ts";
import type { AttestationEvent, AttestationLedger, AttestationState } from "../ledger.ts";
import { withdrawalContext } from "../recompute/contexts.ts";

export const attestationStates: AttestationCheck = {
  id: "A7",
  name: "states",
  claim: {
    en: "A pseudonym has one attestation under a policy; only its holder withdrew it, and what was revoked stays so.",
    zh: "每个化名在一项核验要求下只有一条登记；只有持有人能撤回，被撤销的保持撤销。",
  },
  async run(subject) {
    const { ledger } = subject;
    const faults = new Faults();
    const { states, withdrawals } = replay(ledger, faults);
    const proofs = withdrawals.flatMap(({ proof }) => (proof === undefined ? [] : [proof]));
    const bad = proofs.length === 0 ? [] : await subject.judgeProofs({ circuit: "pseudonym", proofs });
    faults.unless(
      bad.length === 0,
      `withdrawn without proof: ${listed(bad.map((at) => at + 1))} of the withdrawals`,
      `无证明的撤回：第 ${listed(bad.map((at) => at + 1))} 次`,
    );
    judgeRecords({ states, ledger, faults });
    return faults.finding(
      {
        en: `${plural(states.size, "attestation")} followed from first to last; ${plural(proofs.length, "withdrawal")} proved, ${withdrawals.length - proofs.length} sent in ways that show no proof`,
        zh: `逐条追踪了 ${states.size} 项登记；${proofs.length} 次撤回有证明，${withdrawals.length - proofs.length} 次的证明不在交易中`,
      },
      { attestations: states.size, withdrawals: withdrawals.length },
    );
  },
};

type State = { -readonly [Key in keyof AttestationState]: AttestationState[Key] };

interface Replay {
  readonly states: ReadonlyMap<string, State>;
  readonly withdrawals: { readonly proof: Proof | undefined }[];
}

function replay(ledger: AttestationLedger, faults: Faults): Replay {
  const states = new Map<string, State>();
  const withdrawals: Replay["withdrawals"] = [];
  for (const event of ledger.attestations) {
    const state = states.get(keyOf(event));
    const where = `block ${event.blockNumber}`;
    const policy = ledger.policies.find(({ policyId }) => policyId === event.policyId);
    if (event.kind === "attested") {
      const next = attested(event);
      const isNew = state === undefined || (next.provenAt > state.provenAt && !state.revoked);
      faults.unless(
        isNew,
        `${where} attests what was revoked, or proven before`,
        `区块 ${event.blockNumber} 登记了已撤销或更早出具的证明`,
      );
      states.set(keyOf(event), next);
      continue;
    }
    if (state === undefined) {
      faults.add(`${where} ends what was never attested`, `区块 ${event.blockNumber} 终止了从未登记的证明`);
    } else if (event.kind === "withdrawn") {
      faults.unless(!state.withdrawn, `${where} withdraws twice`, `区块 ${event.blockNumber} 重复撤回`);
      withdrawals.push({ proof: withdrawalProof(event, { ledger, state }) });
      state.withdrawn = true;
      state.provenAt = event.time;
    } else {
      const mayRevoke = !state.revoked && policy?.kept.terms.revocable === true;
      faults.unless(
        mayRevoke,
        `${where} revokes what cannot be revoked`,
        `区块 ${event.blockNumber} 撤销了不可撤销的登记`,
      );
      state.revoked = true;
    }
  }
  return { states, withdrawals };
}

function attested({
  policyId,
  pseudonym,
  attestedAt,
  expiresAt,
  item,
}: AttestationEvent & { kind: "attested" }): State {
  const provenAt = Number(item[PROOF_WORD_COUNT + 1] ?? 0n);
  return { policyId, pseudonym, provenAt, attestedAt, expiresAt, withdrawn: false, revoked: false };
}

function withdrawalProof(
  { policyId, pseudonym, proof }: AttestationEvent & { kind: "withdrawn" },
  { ledger, state }: { ledger: AttestationLedger; state: State },
): Proof | undefined {
  const terms = ledger.policies.find((policy) => policy.policyId === policyId)?.kept.terms;
  if (proof === undefined || terms === undefined) return undefined;
  const contract = { chainId: ledger.chainId, address: ledger.contracts.attestations };
  const context = withdrawalContext(contract, { policyId, provenAt: state.provenAt });
  return { words: proof, signals: [terms.departmentId, terms.scopeId, context, pseudonym] };
}

function judgeRecords(input: {
  states: ReadonlyMap<string, State>;
  ledger: AttestationSubject["ledger"];
  faults: Faults;
}): void {
  const { states, ledger, faults } = input;
  const kept = new Map(ledger.records.map((record) => [keyOf(record), record]));
  const differing = [...states].filter(([key, state]) => !isSame(state, kept.get(key))).length;
  faults.unless(
    differing === 0 && kept.size === states.size,
    `${plural(differing, "attestation")} on chain do not follow from the events`,
    `链上有 ${differing} 项登记与事件不符`,
  );
}

function isSame(state: State, record: AttestationState | undefined): boolean {
  return (
    record !== undefined &&
    state.provenAt === record.provenAt &&
    state.attestedAt === record.attestedAt &&
    state.expiresAt === record.expiresAt &&
    state.withdrawn === record.withdrawn &&
    state.revoked === record.revoked
  );
}

function keyOf({ policyId, pseudonym }: { policyId: bigint; pseudonym: bigint }): string {
  return `${policyId} ${pseudonym}`;
}
