// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

// BabyJubJub (EIP-2494) over constants: everything here is computed when the circuit is compiled, and again in the witness
// generator; it costs no constraint.
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

// (l + 1)/2·BASE8, whose double is BASE8.
function HALF_BASE8() {
    return [
        9948139313319326567538585976434296874021944789429458993825623013113438161408,
        5754705828006165357341407866267251848778924039034508968461663781341611574458
    ];
}

function edwardsAdd(p, q) {
    var product = EDWARDS_D() * p[0] * q[0] * p[1] * q[1];
    return [
        (p[0] * q[1] + p[1] * q[0]) / (1 + product),
        (p[1] * q[1] - EDWARDS_A() * p[0] * q[0]) / (1 - product)
    ];
}

function edwardsToMontgomery(p) {
    var u = (1 + p[1]) / (1 - p[1]);
    return [u, u / p[0]];
}

function montgomeryToEdwards(p) {
    return [p[0] / p[1], (p[0] - 1) / (p[0] + 1)];
}

// p + q for p ≠ ±q.
function montgomeryAdd(p, q) {
    var slope = (q[1] - p[1]) / (q[0] - p[0]);
    var u = slope * slope - MONTGOMERY_A() - p[0] - q[0];
    return [u, slope * (p[0] - u) - p[1]];
}

function montgomeryDouble(p) {
    var slope = (3 * p[0] * p[0] + 2 * MONTGOMERY_A() * p[0] + 1) / (2 * p[1]);
    var u = slope * slope - MONTGOMERY_A() - 2 * p[0];
    return [u, slope * (p[0] - u) - p[1]];
}

// 4^exponent·base, in Edwards form.
function timesPowerOfFour(base, exponent) {
    var power[2] = edwardsToMontgomery(base);
    for (var i = 0; i < 2 * exponent; i++) {
        power = montgomeryDouble(power);
    }
    return montgomeryToEdwards(power);
}

// The entries 4^i·base and 3·4^i·base of windows i = 0 … count − 1, in Montgomery form: [u, v] of the first, then of the second.
function windowTable(base, count) {
    var table[125][4];
    var power[2] = edwardsToMontgomery(base);
    for (var i = 0; i < count; i++) {
        var double[2] = montgomeryDouble(power);
        var thrice[2] = montgomeryAdd(double, power);
        table[i] = [power[0], power[1], thrice[0], thrice[1]];
        power = montgomeryDouble(double);
    }
    return table;
}
