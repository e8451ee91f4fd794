// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/fixed-base.circom";
include "../lib/scalar.circom";
include "../lib/variable-base.circom";

// Proves: hash is that of the values in the clear, 0 where nothing is disclosed. The salt keeps the hash, which becomes
//   public, from being searched for values that are easy to guess.
// Private: salt: at least 128 random bits, given to the verifier with the values
// Cost: 351
template ClearDisclosure() {
    signal input clear[SLOT_COUNT()];
    signal input salt;
    signal output hash;

    hash <== Poseidon(6)([TAG_DISCLOSURE(), salt, clear[0], clear[1], clear[2], clear[3]]);
}

// Proves: as ClearDisclosure, of the slots of two credentials; the first one's come first.
// Private: salt
// Cost: 456
template PairDisclosure() {
    signal input clear[2][SLOT_COUNT()];
    signal input salt;
    signal output hash;

    hash <== Poseidon(10)([TAG_DISCLOSURE(), salt, clear[0][0], clear[0][1], clear[0][2], clear[0][3], clear[1][0], clear[1][1], clear[1][2], clear[1][3]]);
}

// Proves: as ClearDisclosure, and the hash covers values sealed for the verifier alone: R = e·B8 and for each slot to seal
//   value + Poseidon4(TAG_SEAL, P.x, P.y, slot), P = e·verifierKey; 0 for others.
// Private: salt; ephemeral: e in digit form, see ScalarSigns; fresh for each presentation, else sealed values can be compared
// Assumes: seal are bits. verifierKey is of order l: the policy registry keeps it so.
// Cost: 3,937
template SealedDisclosure() {
    signal input clear[SLOT_COUNT()];
    signal input seal[SLOT_COUNT()];
    signal input values[SLOT_COUNT()];
    signal input salt;
    signal input verifierKey[2];
    signal input ephemeral;
    signal output hash;

    signal (lowest, windows[WINDOW_COUNT()][3]) <== ScalarSigns()(ephemeral);
    signal sent[2] <== FixedBaseSigned(WINDOW_COUNT(), BASE8())(lowest, windows);
    signal agreed[2] <== VariableBaseMultiply(WINDOW_COUNT())(lowest, windows, verifierKey);

    signal mask[SLOT_COUNT()];
    signal sealed[SLOT_COUNT()];
    for (var i = 0; i < SLOT_COUNT(); i++) {
        mask[i] <== Poseidon(4)([TAG_SEAL(), agreed[0], agreed[1], i]);
        sealed[i] <== seal[i] * (values[i] + mask[i]);
    }
    hash <== Poseidon(12)([TAG_DISCLOSURE(), salt, clear[0], clear[1], clear[2], clear[3], sent[0], sent[1], sealed[0], sealed[1], sealed[2], sealed[3]]);
}
