// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../ballot/membership.circom";
include "../generated/credential-constants.circom";
include "disclosure.circom";
include "equal-values.circom";
include "held-credential.circom";
include "policy.circom";
include "pseudonym.circom";
include "slot.circom";

// Proves: one holder, unnamed, has two credentials, and each meets its policy as Presentation proves it, both at the same
//   time, for the same verifier and scope; and attributes of the one have the same values as attributes of the other. They
//   are two credentials: one cannot stand for both.
// Public: as of Presentation; policyHash covers both policies and the equalities
// Private: of each field [first, second], otherwise as of Presentation; equal: see EqualValues
// Nothing can be sealed.
// Assumes: what HeldCredential and Slot assume of registries and issuers.
// Cost: 31,081 at depth 10
template PresentationPair(trustDepth) {
    signal input policyHash;
    signal input contextHash;
    signal input trustRoot;
    signal input now;
    signal input pseudonym;
    signal input disclosureHash;

    signal input verifierId;
    signal input scopeId;
    signal input termsHash[2];
    signal input schemaHash[2];
    signal input attributeIds[2][SLOT_COUNT()];
    signal input operators[2][SLOT_COUNT()];
    signal input disclose[2][SLOT_COUNT()];
    signal input operands[2][SLOT_COUNT()][OPERAND_COUNT()];
    signal input equal[SLOT_COUNT()][SLOT_COUNT()];

    signal input secret;

    signal input leaves[2][ATTRIBUTE_COUNT()];
    signal input validFrom[2];
    signal input validUntil[2];
    signal input statusIndex[2];
    signal input nonce[2];
    signal input r8[2][2];
    signal input s[2];

    signal input issuerKey[2][2];
    signal input statusRoot[2];
    signal input siblings[2][trustDepth];
    signal input pathBits[2][trustDepth];
    signal input hasSibling[2][trustDepth];
    signal input statusWords[2][1 << STATUS_WORD_BITS()];
    signal input statusNodes[2][STATUS_DEPTH()][1 << STATUS_CHILD_BITS()];

    signal input positions[2][SLOT_COUNT()];
    signal input values[2][SLOT_COUNT()];
    signal input salts[2][SLOT_COUNT()];
    signal input disclosureSalt;

    // The holder.
    signal holder <== Commitment()(secret);
    signal name <== Pseudonym()(secret, verifierId, scopeId);
    pseudonym === name;
    // A product, which no optimiser drops: it ties the proof to its context.
    signal contextSquare <== contextHash * contextHash;

    // Each credential and its policy.
    signal asked[2];
    signal hash[2];
    signal clear[2][SLOT_COUNT()];
    signal {binary} active[2][SLOT_COUNT()];
    for (var c = 0; c < 2; c++) {
        asked[c] <== PolicyHash()(verifierId, scopeId, termsHash[c], schemaHash[c], [0, 0], attributeIds[c], operators[c], disclose[c], [0, 0, 0, 0], operands[c]);
        hash[c] <== HeldCredential(trustDepth)(trustRoot, now, holder, schemaHash[c], leaves[c], validFrom[c], validUntil[c], statusIndex[c], nonce[c], r8[c], s[c], issuerKey[c], statusRoot[c], siblings[c], pathBits[c], hasSibling[c], statusWords[c], statusNodes[c]);
        for (var i = 0; i < SLOT_COUNT(); i++) {
            (clear[c][i], active[c][i]) <== Slot()(leaves[c], attributeIds[c][i], operators[c][i], operands[c][i], disclose[c][i], 0, values[c][i], salts[c][i], positions[c][i]);
        }
    }
    // An inverse: there is one unless the credentials are the same.
    signal apart <-- 1 / (hash[0] - hash[1]);
    apart * (hash[0] - hash[1]) === 1;

    // What they have in common.
    signal equalities <== EqualValues()(equal, values[0], values[1], active[0], active[1]);
    signal both <== Poseidon(4)([TAG_POLICY(), asked[0], asked[1], equalities]);
    policyHash === both;

    // What is shown.
    signal disclosed <== PairDisclosure()(clear, disclosureSalt);
    disclosureHash === disclosed;
}
