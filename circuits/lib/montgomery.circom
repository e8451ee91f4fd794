// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "babyjubjub.circom";

// Chord-and-tangent arithmetic: cheap, but with exceptions. Whoever uses it must exclude them; fixed-base.circom and
// variable-base.circom do, by integers alone. Points are of odd order.

// Proves: out = p + q.
// Assumes: p ≠ ±q.
// Cost: 3
template MontgomeryAdd() {
    signal input p[2];
    signal input q[2];
    signal output out[2];

    // The chord's slope; one solution, as u2 − u1 ≠ 0.
    signal slope <-- (q[1] - p[1]) / (q[0] - p[0]);
    slope * (q[0] - p[0]) === q[1] - p[1];

    out[0] <== slope * slope - MONTGOMERY_A() - p[0] - q[0];
    out[1] <== slope * (p[0] - out[0]) - p[1];
}

// Proves: out = 2·p.
// Assumes: p is not of order 2, so v ≠ 0.
// Cost: 4
template MontgomeryDouble() {
    signal input p[2];
    signal output out[2];

    signal square <== p[0] * p[0];
    // The tangent's slope; one solution, as v ≠ 0.
    signal slope <-- (3 * square + 2 * MONTGOMERY_A() * p[0] + 1) / (2 * p[1]);
    slope * 2 * p[1] === 3 * square + 2 * MONTGOMERY_A() * p[0] + 1;

    out[0] <== slope * slope - MONTGOMERY_A() - 2 * p[0];
    out[1] <== slope * (p[0] - out[0]) - p[1];
}

// Proves: out = (p + q) + p = 2·p + q. The middle point's v is never needed: with `first` the slope of p and q, the slope
//   of p and p + q is 2·v1/(u1 − middle) − first.
// Assumes: p ≠ ±q and p + q ≠ ±p.
// Cost: 5
template MontgomeryDoubleAdd() {
    signal input p[2];
    signal input q[2];
    signal output out[2];

    // The first chord's slope; one solution, as u2 − u1 ≠ 0.
    signal first <-- (q[1] - p[1]) / (q[0] - p[0]);
    first * (q[0] - p[0]) === q[1] - p[1];
    signal middle <== first * first - MONTGOMERY_A() - p[0] - q[0];

    // The second chord's; one solution, as u1 − middle ≠ 0.
    signal second <-- 2 * p[1] / (p[0] - middle) - first;
    (second + first) * (p[0] - middle) === 2 * p[1];

    out[0] <== second * second - MONTGOMERY_A() - middle - p[0];
    out[1] <== second * (p[0] - out[0]) - p[1];
}
