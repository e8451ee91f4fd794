// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "babyjubjub.circom";
include "edwards.circom";
include "montgomery.circom";

// Proves: out = digit·base in Montgomery form, for a window's digit.
// Assumes: once = base and thrice = 3·base in Montgomery form; the window is of signs ±1 with their product.
// Cost: 3
template WindowEntry() {
    signal input window[3];
    signal input once[2];
    signal input thrice[2];
    signal output out[2];

    out[0] <== window[2] * ((thrice[0] - once[0]) / 2) + (once[0] + thrice[0]) / 2;
    signal mean <== window[1] * ((once[1] + thrice[1]) / 2);
    out[1] <== window[0] * ((thrice[1] - once[1]) / 2) + mean;
}

// Proves: table[i] holds 4^i·2·base and 3·4^i·2·base in Montgomery form.
// Assumes: base is of order l. Doublings and 2P + P have no exception for such points.
// Cost: 11·count + 2
template WindowTable(count) {
    signal input base[2];
    signal output table[count][2][2];

    signal start[2] <== EdwardsToMontgomery()(base);
    signal double[count][2];
    for (var i = 0; i < count; i++) {
        if (i == 0) {
            table[0][0] <== MontgomeryDouble()(start);
        } else {
            table[i][0] <== MontgomeryDouble()(double[i - 1]);
        }
        double[i] <== MontgomeryDouble()(table[i][0]);
        table[i][1] <== MontgomeryAdd()(double[i], table[i][0]);
    }
}

// Proves: out = scalar·base for the scalar of digit form lowest + 2·Σ di·4^i.
//   The additions are those of FixedBaseWindowSum, and exact for the same reason.
// Assumes: table is WindowTable's of base; the windows are signs ±1 with their product; lowest is ±1; count ≤ 125.
// Cost: 6·count + 6
template TableMultiply(count) {
    signal input lowest;
    signal input windows[count][3];
    signal input base[2];
    signal input table[count][2][2];
    signal output out[2];

    assert(count <= 125);
    signal entry[count][2];
    signal sum[count][2];
    for (var i = 0; i < count; i++) {
        entry[i] <== WindowEntry()(windows[i], table[i][0], table[i][1]);
        if (i == 0) {
            sum[0] <== entry[0];
        } else {
            sum[i] <== MontgomeryAdd()(sum[i - 1], entry[i]);
        }
    }
    signal high[2] <== MontgomeryToEdwards()(sum[count - 1]);
    signal last[2] <== [lowest * base[0], base[1]];
    out <== EdwardsAdd()(high, last);
}

// Proves: out = scalar·base for the scalar of digit form lowest + 2·Σ di·4^i, without a table: from the highest window
//   down, sum ← 4·sum + di·base as doubling and (double + di·base) + double.
//   No step meets an exception, whatever the digits. Before each, sum = a·base with a odd, and 4|a| + 3 < 4^125 < l. So 2a
//   and the odd di differ and are not opposite, even mod l; 2a + di is not 2a as 0 < |di| < l, nor −2a as 4a + di is odd
//   and below l. The lowest sign is added by the complete addition.
// Assumes: base is of order l; the windows are signs ±1 with their product; lowest is ±1; count ≤ 125.
// Cost: 12·count + 13
template VariableBaseMultiply(count) {
    signal input lowest;
    signal input windows[count][3];
    signal input base[2];
    signal output out[2];

    assert(count <= 125);
    signal once[2] <== EdwardsToMontgomery()(base);
    signal twice[2] <== MontgomeryDouble()(once);
    signal thrice[2] <== MontgomeryAdd()(twice, once);

    signal entry[count][2];
    signal double[count][2];
    signal sum[count][2];
    for (var i = count - 1; i >= 0; i--) {
        entry[i] <== WindowEntry()(windows[i], once, thrice);
        if (i == count - 1) {
            sum[i] <== entry[i];
        } else {
            double[i + 1] <== MontgomeryDouble()(sum[i + 1]);
            sum[i] <== MontgomeryDoubleAdd()(double[i + 1], entry[i]);
        }
    }
    double[0] <== MontgomeryDouble()(sum[0]);

    signal high[2] <== MontgomeryToEdwards()(double[0]);
    signal last[2] <== [lowest * base[0], base[1]];
    out <== EdwardsAdd()(high, last);
}
