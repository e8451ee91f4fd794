// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/comparators.circom";
include "../lib/fixed-base.circom";
include "../lib/scalar.circom";
include "../lib/variable-base.circom";

// Proves: partial = x·c1. The identity, which an aggregate can be, gives the identity: it is replaced by B8, as the
//   multiplication has no place for it, and the product by the identity.
// Assumes: c1 is of order l or the identity; only the identity has x = 0 among these. The signs are as in ScalarSigns.
// Cost: 1,517
template PartialDecryption() {
    signal input lowest;
    signal input windows[WINDOW_COUNT()][3];
    signal input c1[2];
    signal input partial[2];

    signal isIdentity <== IsZero()(c1[0]);
    var standIn[2] = BASE8();
    signal base[2] <== [c1[0] + isIdentity * standIn[0], c1[1] + isIdentity * (standIn[1] - 1)];
    signal product[2] <== VariableBaseMultiply(WINDOW_COUNT())(lowest, windows, base);
    partial[0] === product[0] - isIdentity * product[0];
    partial[1] === product[1] + isIdentity * (1 - product[1]);
}

// Proves: a trustee's partial decryptions are made with the key share that its public share shows: there is one x with
//   publicShare = x·B8 and partial[k] = x·c1[k] for every option k.
// Public: publicShare: from the key ceremony; c1: first halves of the aggregate: both from storage
//   partial: the trustee's contribution
// Private: keyShare: x in digit form, see ScalarSigns
// Assumes: c1 are sums of accepted ciphertexts, so of order l or the identity. publicShare may be any point; a wrong one
//   is refused.
// Cost: 755 + 1,517·optionCapacity
template Decryption(optionCapacity) {
    signal input publicShare[2];
    signal input c1[optionCapacity][2];
    signal input partial[optionCapacity][2];

    signal input keyShare;

    signal (lowest, windows[WINDOW_COUNT()][3]) <== ScalarSigns()(keyShare);
    signal share[2] <== FixedBaseSigned(WINDOW_COUNT(), BASE8())(lowest, windows);
    publicShare === share;
    for (var k = 0; k < optionCapacity; k++) {
        PartialDecryption()(lowest, windows, c1[k], partial[k]);
    }
}
