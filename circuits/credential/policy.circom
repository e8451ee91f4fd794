// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";

// Proves: hash is that of the policy. Tags stand in Poseidon's capacity, as the inputs fill it.
// Assumes: operators are below 2^4; disclose and seal are bits. Then `slots` packs them in one way only.
// Cost: 3,009
template PolicyHash() {
    signal input verifierId;
    signal input scopeId;
    signal input termsHash;
    signal input schemaHash;
    signal input verifierKey[2];
    signal input attributeIds[SLOT_COUNT()];
    signal input operators[SLOT_COUNT()];
    signal input disclose[SLOT_COUNT()];
    signal input seal[SLOT_COUNT()];
    signal input operands[SLOT_COUNT()][OPERAND_COUNT()];
    signal output hash;

    var slots = 0;
    signal digests[SLOT_COUNT()][1];
    for (var i = 0; i < SLOT_COUNT(); i++) {
        var shown = (1 << SLOT_OPERATOR_BITS()) * (disclose[i] + 2 * seal[i]);
        slots += (1 << (SLOT_BITS() * i)) * (operators[i] + shown);
        digests[i] <== PoseidonEx(16, 1)(operands[i], TAG_OPERANDS());
    }

    signal fields[15];
    fields[0] <== verifierId;
    fields[1] <== scopeId;
    fields[2] <== termsHash;
    fields[3] <== schemaHash;
    fields[4] <== verifierKey[0];
    fields[5] <== verifierKey[1];
    fields[6] <== slots;
    for (var i = 0; i < SLOT_COUNT(); i++) {
        fields[7 + i] <== attributeIds[i];
        fields[11 + i] <== digests[i][0];
    }
    signal digest[1] <== PoseidonEx(15, 1)(fields, TAG_POLICY());
    hash <== digest[0];
}
