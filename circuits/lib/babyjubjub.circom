// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

// BabyJubJub (EIP-2494) over constants: everything here runs in the compiler and costs no constraint.
//   Edwards form     a·x² + y² = 1 + d·x²·y²          a is a square and d is none, so its addition has no exception
//   Montgomery form  v² = u³ + A·u² + u               A = 2(a + d)/(a − d); the coefficient of v² is 4/(a − d) = 1
//   u = (1 + y)/(1 − y), v = u/x;   x = u/v, y = (u − 1)/(u + 1)

function EDWARDS_A() { return 168700; }
function EDWARDS_D() { return 168696; }
function MONTGOMERY_A() { return 168698; }

// l, the order of the subgroup that BASE8 generates: 2^250 < l < 2^251.
function SUBGROUP_ORDER() { return 2736030358979909402780800718157159386076813972158567259200215660948447373041; }

function BASE8() {
    return [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
}

function edwardsAdd(p, q) {
    var product = EDWARDS_D() * p[0] * q[0] * p[1] * q[1];
    return [
        (p[0] * q[1] + p[1] * q[0]) / (1 + product),
        (p[1] * q[1] - EDWARDS_A() * p[0] * q[0]) / (1 - product)
    ];
}

// scalar·p for 0 ≤ scalar < 2^251.
function edwardsMultiply(p, scalar) {
    var sum[2] = [0, 1];
    var power[2] = p;
    for (var i = 0; i < 251; i++) {
        if ((scalar >> i) & 1) {
            sum = edwardsAdd(sum, power);
        }
        power = edwardsAdd(power, power);
    }
    return sum;
}

function edwardsToMontgomery(p) {
    var u = (1 + p[1]) / (1 - p[1]);
    return [u, u / p[0]];
}

// The entries 4^i·base and 3·4^i·base of windows i = 0 … count − 1, in Montgomery form: [u, v] of the first, then of the second.
function windowTable(base, count) {
    var table[125][4];
    var power[2] = base;
    for (var i = 0; i < count; i++) {
        var double[2] = edwardsAdd(power, power);
        var once[2] = edwardsToMontgomery(power);
        var thrice[2] = edwardsToMontgomery(edwardsAdd(double, power));
        table[i] = [once[0], once[1], thrice[0], thrice[1]];
        power = edwardsAdd(double, double);
    }
    return table;
}
