// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/comparators.circom";
include "../generated/credential-constants.circom";
include "../lib/range.circom";

// Proves: exactly one of the outputs is 1, or `exists`, which is no output, or none and the operator is 0. Other numbers
//   than the six are refused.
// Cost: 7
template Kind() {
    signal input operator;
    signal output {binary} active;
    signal output {binary} isIn;
    signal output {binary} isNotIn;
    signal output {binary} isBetween;
    signal output {binary} isNotBetween;

    var known[5] = [OPERATOR_IN(), OPERATOR_NOT_IN(), OPERATOR_BETWEEN(), OPERATOR_NOT_BETWEEN(), OPERATOR_EXISTS()];
    signal marks[5];
    var count = 0;
    var sum = 0;
    for (var i = 0; i < 5; i++) {
        // Bits of which at most one is 1; so the weighted sum below leaves one choice.
        marks[i] <-- operator == known[i];
        count += marks[i];
        sum += known[i] * marks[i];
    }
    signal {binary} bits[5] <== AssertBits(5)(marks);
    signal {binary} some[1] <== AssertBits(1)([count]);
    operator === sum;

    active <== some[0];
    isIn <== bits[0];
    isNotIn <== bits[1];
    isBetween <== bits[2];
    isNotBetween <== bits[3];
}

// Proves: value is one of the operands if isIn is 1, and none of them if isNotIn is 1. Smaller sets repeat an operand.
// Assumes: isIn and isNotIn are not both 1.
// Cost: 18
template SetPredicate() {
    signal input {binary} isIn;
    signal input {binary} isNotIn;
    signal input value;
    signal input operands[OPERAND_COUNT()];

    signal product[OPERAND_COUNT()];
    product[0] <== value - operands[0];
    for (var i = 1; i < OPERAND_COUNT(); i++) {
        product[i] <== product[i - 1] * (value - operands[i]);
    }
    signal found <== IsZero()(product[OPERAND_COUNT() - 1]);
    isIn + found * (isNotIn - isIn) === 0;
}

// Proves: if isBetween is 1, low ≤ value ≤ high; if isNotBetween is 1, value < low or high < value, and 0 ≤ value < 2^64;
//   in both cases 0 ≤ low, high < 2^64, so that no bound past the range makes a comparison wrap. If both are 0, nothing.
//   All three cases are two differences that lie in 0 … 2^64 − 1:
//     between      value − low        high − value
//     below        low − 1 − value    value
//     above        value − high − 1   2^64 − 1 − value
// Assumes: isBetween and isNotBetween are not both 1.
// Cost: 263
template RangePredicate() {
    signal input {binary} isBetween;
    signal input {binary} isNotBetween;
    signal input value;
    signal input low;
    signal input high;

    signal ordered <== isBetween + isNotBetween;
    signal v <== ordered * value;
    signal from <== ordered * low;
    signal to <== ordered * high;
    AssertWidth(NUMBER_BITS())(from);
    AssertWidth(NUMBER_BITS())(to);

    // The prover says which side; only the true one has differences in range. 0 or, where allowed, 1.
    signal above <-- isNotBetween == 1 && v > to ? 1 : 0;
    above * (isNotBetween - above) === 0;
    signal below <== isNotBetween - above;

    // By default `between`, which holds for the zeros of a slot without order.
    signal first[2];
    first[0] <== v - from + below * (2 * (from - v) - 1);
    first[1] <== first[0] + above * (from - to - 1);
    signal second[2];
    second[0] <== to - v + below * (2 * v - to);
    second[1] <== second[0] + above * ((1 << NUMBER_BITS()) - 1 - to);
    AssertWidth(NUMBER_BITS())(first[1]);
    AssertWidth(NUMBER_BITS())(second[1]);
}

// Proves: value meets the predicate; active is 1 unless the operator is 0, of a slot that is not used.
// Private: value
// Cost: 288
template Predicate() {
    signal input operator;
    signal input operands[OPERAND_COUNT()];
    signal input value;
    signal output {binary} active;

    signal {binary} isIn;
    signal {binary} isNotIn;
    signal {binary} isBetween;
    signal {binary} isNotBetween;
    (active, isIn, isNotIn, isBetween, isNotBetween) <== Kind()(operator);
    SetPredicate()(isIn, isNotIn, value, operands);
    RangePredicate()(isBetween, isNotBetween, value, operands[0], operands[1]);
}
