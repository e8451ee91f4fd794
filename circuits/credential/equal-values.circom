// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "../generated/credential-constants.circom";
include "../lib/range.circom";

// Proves: where equal[i][j] is 1, slot i of the first credential and slot j of the second are both in use and have the same
//   value. packed is Σ equal[i][j]·2^(4·i + j): each set of equalities has one form.
// Private: first, second: the values
// Cost: 48
template EqualValues() {
    signal input equal[SLOT_COUNT()][SLOT_COUNT()];
    signal input first[SLOT_COUNT()];
    signal input second[SLOT_COUNT()];
    signal input {binary} firstActive[SLOT_COUNT()];
    signal input {binary} secondActive[SLOT_COUNT()];
    signal output packed;

    signal {binary} asked[SLOT_COUNT()][SLOT_COUNT()];
    var sum = 0;
    for (var i = 0; i < SLOT_COUNT(); i++) {
        asked[i] <== AssertBits(SLOT_COUNT())(equal[i]);
        for (var j = 0; j < SLOT_COUNT(); j++) {
            asked[i][j] * (first[i] - second[j]) === 0;
            // Bits: 2 only if both are 1. The 0 of a slot that is not used is nobody's value.
            asked[i][j] * (2 - firstActive[i] - secondActive[j]) === 0;
            sum += (1 << (SLOT_COUNT() * i + j)) * asked[i][j];
        }
    }
    packed <== sum;
}
