// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/bitify.circom";

// Proves: `in` is an integer with 0 ≤ in < 2^n, and `bits` are its bits, lowest first.
// Assumes: n ≤ 253, so that no second bit string stands for the same field element.
// Cost: n
template ToBits(n) {
    signal input in;
    signal output {binary} bits[n];

    assert(n <= 253);
    bits <== Num2Bits(n)(in);
}

// Proves: 0 ≤ in < 2^n.
// Assumes: n ≤ 253.
// Cost: n
template AssertWidth(n) {
    signal input in;

    _ <== ToBits(n)(in);
}

// Proves: `bits` are bits.
// Cost: n
template AssertBits(n) {
    signal input in[n];
    signal output {binary} bits[n];

    for (var i = 0; i < n; i++) {
        in[i] * (in[i] - 1) === 0;
        bits[i] <== in[i];
    }
}

// Proves: 0 ≤ in ≤ last < 2^n, and `bits` are the bits of `in`, lowest first.
//   Read from the top, `same` says that all bits so far are those of `last`. Where `last` has a zero, a bit may be one
//   only if `same` has fallen to 0 already.
// Assumes: n ≤ 253.
// Cost: n + (ones in last)
template ToBitsUpTo(n, last) {
    signal input in;
    signal output {binary} bits[n];

    assert(n <= 253);
    signal same[n + 1];
    same[n] <== 1;
    var sum = 0;
    for (var i = n - 1; i >= 0; i--) {
        // A bit of `in`; made boolean below, and the bits' sum is compared with `in`.
        bits[i] <-- (in >> i) & 1;
        if ((last >> i) & 1) {
            bits[i] * (bits[i] - 1) === 0;
            same[i] <== same[i + 1] * bits[i];
        } else {
            bits[i] * (1 - same[i + 1] - bits[i]) === 0;
            same[i] <== same[i + 1];
        }
        sum += bits[i] * (1 << i);
    }
    sum === in;
}
