// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "range.circom";
include "../generated/constants.circom";

// A scalar reaches the curve as signs ±1, two to a window. The window's digit is low + 2·high, one of −3, −1, 1, 3, and
// `same` = low·high is 1 when the digit is ±3 and −1 when it is ±1.
//
// 251 bits b0 … b250 are split into b0 and 125 windows (b1, b2) … (b249, b250). With ti = 2·bi − 1 and digits di:
//   digit form   Σ ti·2^i = t0 + 2·Σ di·4^i        a scalar for any bit string; see ScalarSigns
//   plain form   Σ bi·2^i = b0 + 4^125 − 1 + Σ di·4^i

function WINDOW_COUNT() { return (SCALAR_BITS() - 1) / 2; }

// Proves: window i is [low, high, low·high] for the signs of bits 2i and 2i + 1.
// Cost: count
template Windows(count) {
    signal input {binary} bits[2 * count];
    signal output windows[count][3];

    for (var i = 0; i < count; i++) {
        windows[i][0] <== 2 * bits[2 * i] - 1;
        windows[i][1] <== 2 * bits[2 * i + 1] - 1;
        windows[i][2] <== windows[i][0] * windows[i][1];
    }
}

// Proves: (lowest, windows) are the signs of a scalar given in digit form: `digits` = N stands for 2N − (2^251 − 1) mod l.
//   Every N < 2^251 is some scalar, and N's that differ by l give the same points: no comparison with l is needed.
// Cost: 376
template ScalarSigns() {
    signal input digits;
    signal output lowest;
    signal output windows[WINDOW_COUNT()][3];

    signal {binary} bits[SCALAR_BITS()] <== ToBits(SCALAR_BITS())(digits);
    lowest <== 2 * bits[0] - 1;
    windows <== HighWindows()(bits);
}

// Proves: `windows` are those of all bits but the lowest.
// Cost: 125
template HighWindows() {
    signal input {binary} bits[SCALAR_BITS()];
    signal output windows[WINDOW_COUNT()][3];

    signal {binary} high[2 * WINDOW_COUNT()];
    for (var i = 0; i < 2 * WINDOW_COUNT(); i++) {
        high[i] <== bits[i + 1];
    }
    windows <== Windows(WINDOW_COUNT())(high);
}
