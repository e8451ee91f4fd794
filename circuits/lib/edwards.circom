// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "babyjubjub.circom";

// Proves: out = p + q on BabyJubJub, for every pair of its points: equal, opposite, identity included.
// Assumes: p and q are on the curve; then d·x1·x2·y1·y2 is never ±1, so no denominator vanishes.
// Cost: 6; 3 if one of the points is a constant
template EdwardsAdd() {
    signal input p[2];
    signal input q[2];
    signal output out[2];

    signal xy <== p[0] * q[1];
    signal yx <== p[1] * q[0];
    signal cross <== (p[1] - EDWARDS_A() * p[0]) * (q[0] + q[1]);
    signal product <== EDWARDS_D() * xy * yx;

    // Quotients; the constraints below them have one solution, as the denominators are not 0.
    out[0] <-- (xy + yx) / (1 + product);
    out[0] * (1 + product) === xy + yx;
    // cross = y1·x2 + y1·y2 − a·x1·x2 − a·x1·y2
    out[1] <-- (cross - yx + EDWARDS_A() * xy) / (1 - product);
    out[1] * (1 - product) === cross - yx + EDWARDS_A() * xy;
}

// Proves: out is p in Montgomery form.
// Assumes: p is on the curve and neither the identity nor of order 2, so y ≠ 1 and x ≠ 0.
// Cost: 2
template EdwardsToMontgomery() {
    signal input p[2];
    signal output out[2];

    // Quotients with denominators that are not 0: one solution each.
    out[0] <-- (1 + p[1]) / (1 - p[1]);
    out[0] * (1 - p[1]) === 1 + p[1];
    out[1] <-- out[0] / p[0];
    out[1] * p[0] === out[0];
}

// Proves: out is p in Edwards form.
// Assumes: p is on the curve and of odd order, so v ≠ 0 and u ≠ −1 (points with these are of order 2 or 4).
// Cost: 2
template MontgomeryToEdwards() {
    signal input p[2];
    signal output out[2];

    // Quotients with denominators that are not 0: one solution each.
    out[0] <-- p[0] / p[1];
    out[0] * p[1] === p[0];
    out[1] <-- (p[0] - 1) / (p[0] + 1);
    out[1] * (p[0] + 1) === p[0] - 1;
}
