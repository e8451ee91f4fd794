// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../lib/babyjubjub.circom";
include "../lib/edwards.circom";
include "../lib/fixed-base.circom";
include "../lib/montgomery.circom";
include "../lib/range.circom";
include "../lib/scalar.circom";
include "../lib/variable-base.circom";

// Proves: `bits` are those of the integer 0 ≤ in < r, lowest first; for 254 bits there could be two strings, as r < 2^254.
//   Read from the top, `same` says that all bits so far are those of r − 1.
// Cost: 354
template FieldBits() {
    signal input in;
    signal output {binary} bits[254];

    signal same[255];
    same[254] <== 1;
    var sum = 0;
    for (var i = 253; i >= 0; i--) {
        // A bit of `in`; made boolean below, and the bits' sum is compared with `in`.
        bits[i] <-- (in >> i) & 1;
        if ((-1 >> i) & 1) {
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

// Proves: out = (2·x + 1)·base for the plain bits of x < 2^254.
//   With digits di of 127 windows 2·x + 1 = 4^127 + Σ di·4^i, so the sum starts as a = 1 and goes a ← 4a + d from the highest
//   window down, as doubling and (double + d·base) + double. After m windows a is odd and 1 ≤ a ≤ 2·4^m − 1 ≤ 2^249 − 1 < l
//   for m ≤ 124. Up to there no step meets an exception: 2a is even and d odd, so 2a ± d is not 0, nor a multiple of l as it
//   is smaller; 2a + d is not 2a, as 0 < |d| < l, nor −2a, as 0 < 4a + d < l. The last three windows use complete additions.
// Assumes: base is of order l.
// Cost: 1,690
template OddMultiply() {
    signal input {binary} bits[254];
    signal input base[2];
    signal output out[2];

    signal windows[127][3] <== Windows(127)(bits);
    signal once[2] <== EdwardsToMontgomery()(base);
    signal twice[2] <== MontgomeryDouble()(once);
    signal thrice[2] <== MontgomeryAdd()(twice, once);

    signal entry[127][2];
    signal double[127][2];
    signal sum[128][2];
    sum[127] <== once;
    for (var i = 126; i >= 3; i--) {
        entry[i] <== WindowEntry()(windows[i], once, thrice);
        double[i] <== MontgomeryDouble()(sum[i + 1]);
        sum[i] <== MontgomeryDoubleAdd()(double[i], entry[i]);
    }

    // In Edwards form negation changes x: WindowEntry's second coordinate.
    signal triple[2] <== MontgomeryToEdwards()(thrice);
    signal total[4][2];
    signal quadruple[3][2];
    total[3] <== MontgomeryToEdwards()(sum[3]);
    for (var i = 2; i >= 0; i--) {
        double[i] <== EdwardsAdd()(total[i + 1], total[i + 1]);
        quadruple[i] <== EdwardsAdd()(double[i], double[i]);
        entry[i] <== WindowEntry()(windows[i], [base[1], base[0]], [triple[1], triple[0]]);
        total[i] <== EdwardsAdd()(quadruple[i], [entry[i][1], entry[i][0]]);
    }
    out <== total[0];
}

// Proves: (r8, s) is the EdDSA-Poseidon signature of message by publicKey: s·B8 = R8 + 8·h·A with the challenge
//   h = Poseidon5(R8.x, R8.y, A.x, A.y, message), and 0 ≤ s < l, so that s + l does not pass. The equation is checked as
//   R8 = s·B8 + 4·A − (2·h + 1)·4·A; R8 comes out of additions on the curve, so it is on the curve.
// Private: r8, s
// Assumes: publicKey is of order l: the registry keeps it so.
// Cost: 3,258
template Signature() {
    signal input publicKey[2];
    signal input message;
    signal input r8[2];
    signal input s;

    signal {binary} bits[SCALAR_BITS()] <== ToBitsUpTo(SCALAR_BITS(), SUBGROUP_ORDER() - 1)(s);
    signal windows[WINDOW_COUNT()][3] <== HighWindows()(bits);
    signal response[2] <== FixedBasePlain(WINDOW_COUNT(), BASE8())(bits[0], windows);

    signal challenge <== Poseidon(5)([r8[0], r8[1], publicKey[0], publicKey[1], message]);
    signal {binary} challengeBits[254] <== FieldBits()(challenge);
    signal double[2] <== EdwardsAdd()(publicKey, publicKey);
    signal quadruple[2] <== EdwardsAdd()(double, double);
    signal product[2] <== OddMultiply()(challengeBits, quadruple);

    signal sum[2] <== EdwardsAdd()(response, quadruple);
    signal commitment[2] <== EdwardsAdd()(sum, [-product[0], product[1]]);
    r8 === commitment;
}
