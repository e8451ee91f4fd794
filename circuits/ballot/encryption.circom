// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "../lib/fixed-base.circom";
include "../lib/range.circom";
include "../lib/scalar.circom";
include "../lib/variable-base.circom";

// Proves: out = message·B8, and 0 ≤ message < 2^42.
//   Taken as the even scalar 2·message on half of B8, so that 42 bits are 21 windows.
// Cost: 128
template EncodedMessage() {
    signal input message;
    signal output out[2];

    var count = MESSAGE_BITS() / 2;
    assert(2 * count == MESSAGE_BITS());
    signal {binary} bits[2 * count] <== ToBits(2 * count)(message);
    signal windows[count][3] <== Windows(count)(bits);
    signal {binary} even <== 0;
    out <== FixedBasePlain(count, HALF_BASE8())(even, windows);
}

// Proves: ciphertext = (r·B8, message·B8 + r·H), both halves with one and the same r, and 0 ≤ message < 2^42.
// Public: electionKey: H; ciphertext: C1.x, C1.y, C2.x, C2.y
// Private: message; randomness: r in digit form, see ScalarSigns
// Assumes: table is WindowTable's of electionKey, which is of order l (the key ceremony keeps it so).
//   That r is fresh and uniform is the voter's own care.
// Cost: 1,645
template Encryption() {
    signal input electionKey[2];
    signal input table[WINDOW_COUNT()][2][2];
    signal input message;
    signal input randomness;
    signal input ciphertext[4];

    signal (lowest, windows[WINDOW_COUNT()][3]) <== ScalarSigns()(randomness);

    signal c1[2] <== FixedBaseSigned(WINDOW_COUNT(), BASE8())(lowest, windows);
    signal mask[2] <== TableMultiply(WINDOW_COUNT())(lowest, windows, electionKey, table);
    signal encoded[2] <== EncodedMessage()(message);
    signal c2[2] <== EdwardsAdd()(mask, encoded);

    ciphertext === [c1[0], c1[1], c2[0], c2[1]];
}
