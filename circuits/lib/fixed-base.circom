// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "babyjubjub.circom";
include "edwards.circom";
include "montgomery.circom";

// Proves: out = Σ di·4^i·base, in Edwards form, for digits di of `count` windows.
//   No addition meets an exception, whatever the digits. The sum Si of windows 0 … i − 1 is odd, and |Si| ≤ 4^i − 1 < |di·4^i|.
//   So the integers Si ± di·4^i are not 0, and as they are below 4^(i+1) ≤ 4^125 < l, no multiple of l either: the two
//   points differ and are not opposite. At the end |S| < l is odd, so the point is not the identity.
// Assumes: the windows are signs ±1 with their product; base is of order l; count ≤ 125.
// Cost: 3·count − 1
template FixedBaseWindowSum(count, base) {
    signal input windows[count][3];
    signal output out[2];

    assert(count <= 125);
    var table[125][4] = windowTable(base, count);
    signal entry[count][2];
    signal sum[count][2];
    for (var i = 0; i < count; i++) {
        // u depends on |di| alone; v has the digit's sign, which is that of `high`: high·same = low.
        entry[i][0] <== (table[i][0] + table[i][2]) / 2 + windows[i][2] * ((table[i][2] - table[i][0]) / 2);
        entry[i][1] <== windows[i][1] * ((table[i][1] + table[i][3]) / 2) + windows[i][0] * ((table[i][3] - table[i][1]) / 2);
        if (i == 0) {
            sum[0] <== entry[0];
        } else {
            sum[i] <== MontgomeryAdd()(sum[i - 1], entry[i]);
        }
    }
    out <== MontgomeryToEdwards()(sum[count - 1]);
}

// Proves: out = scalar·base for the scalar of digit form lowest + 2·Σ di·4^i.
// Assumes: as FixedBaseWindowSum; lowest is ±1.
// Cost: 3·count + 4
template FixedBaseSigned(count, base) {
    signal input lowest;
    signal input windows[count][3];
    signal output out[2];

    signal sum[2] <== FixedBaseWindowSum(count, edwardsAdd(base, base))(windows);
    signal last[2] <== [lowest * base[0], base[1]];
    out <== EdwardsAdd()(sum, last);
}

// Proves: out = scalar·base for the plain scalar lowest + 2·Σ (di + 3)/2·4^i, where (di + 3)/2 is a window's value.
//   It is (lowest + 4^count − 1)·base more than the sum of digits.
// Assumes: as FixedBaseWindowSum; lowest is 0 or 1.
// Cost: 3·count + 5; 3·count + 2 if lowest is a constant
template FixedBasePlain(count, base) {
    signal input {binary} lowest;
    signal input windows[count][3];
    signal output out[2];

    signal sum[2] <== FixedBaseWindowSum(count, base)(windows);
    var odd[2] = timesPowerOfFour(base, count);
    var even[2] = edwardsAdd(odd, [-base[0], base[1]]);
    signal offset[2] <== [even[0] + lowest * (odd[0] - even[0]), even[1] + lowest * (odd[1] - even[1])];
    out <== EdwardsAdd()(sum, offset);
}
