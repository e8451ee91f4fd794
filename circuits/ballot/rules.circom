// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/comparators.circom";
include "../generated/constants.circom";
include "../lib/range.circom";

// The integer of the bits offset … offset + width − 1.
template RulesField(offset, width) {
    signal input {binary} bits[RULES_BITS()];
    signal output out;

    var sum = 0;
    for (var i = 0; i < width; i++) {
        sum += bits[offset + i] * (1 << i);
    }
    out <== sum;
}

// Proves: used[j] is 1 for the first `count` options and 0 for the others; 1 ≤ count ≤ optionCapacity.
// Cost: optionCapacity
template UsedOptions(optionCapacity) {
    signal input count;
    signal output {binary} used[optionCapacity];

    var sum = 0;
    for (var j = 0; j < optionCapacity; j++) {
        // Bits that cannot rise from 0 to 1 are fixed by their sum.
        used[j] <-- j < count;
        if (j == 0) {
            used[0] === 1;
        } else {
            // After a 1 this says that used[j] is a bit, after a 0 that it is 0.
            used[j] * (used[j - 1] - used[j]) === 0;
        }
        sum += used[j];
    }
    sum === count;
}

// Proves: each value is 0 … maxValue, and 0 for options that are not used.
// Assumes: 0 ≤ maxValue < 2^16.
// Cost: 33·optionCapacity
template ValuesInRange(optionCapacity) {
    signal input maxValue;
    signal input {binary} used[optionCapacity];
    signal input values[optionCapacity];

    for (var j = 0; j < optionCapacity; j++) {
        AssertWidth(VALUE_BITS())(values[j]);
        AssertWidth(VALUE_BITS())(maxValue - values[j]);
        values[j] * (1 - used[j]) === 0;
    }
}

// Proves: minTotal ≤ Σ cost ≤ maxTotal, or, if blank is 1, that the sum is 0; cost is the value, or its square if
//   quadratic is 1. Values are not negative, so that a sum of 0 is an empty ballot.
// Assumes: 0 ≤ values < 2^16 and 0 ≤ minTotal, maxTotal < 2^36; then all differences lie between −2^36 and 2^36.
// Cost: 2·optionCapacity + 76
template TotalInRange(optionCapacity) {
    signal input minTotal;
    signal input maxTotal;
    signal input {binary} quadratic;
    signal input {binary} blank;
    signal input values[optionCapacity];

    signal excess[optionCapacity];
    signal cost[optionCapacity];
    var sum = 0;
    for (var j = 0; j < optionCapacity; j++) {
        excess[j] <== values[j] * (values[j] - 1);
        cost[j] <== values[j] + quadratic * excess[j];
        sum += cost[j];
    }
    signal total <== sum;

    signal isEmpty <== IsZero()(total);
    signal isExempt <== blank * isEmpty;
    signal least <== minTotal - minTotal * isExempt;
    AssertWidth(TOTAL_BITS())(total - least);
    AssertWidth(TOTAL_BITS())(maxTotal - total);
}

// Proves: if distinct is 1, no two options have the same value, except 0.
// Cost: optionCapacity·(optionCapacity + 1)/2
template DistinctValues(optionCapacity) {
    signal input {binary} distinct;
    signal input values[optionCapacity];

    signal ranked[optionCapacity];
    signal quotient[optionCapacity * (optionCapacity - 1) / 2];
    var pair = 0;
    for (var j = 0; j < optionCapacity; j++) {
        ranked[j] <== distinct * values[j];
        for (var i = 0; i < j; i++) {
            // All that matters is whether a quotient exists: for equal values none does, unless ranked is 0, and then any
            // will do.
            quotient[pair] <-- values[j] == values[i] ? 0 : ranked[j] / (values[j] - values[i]);
            quotient[pair] * (values[j] - values[i]) === ranked[j];
            pair++;
        }
    }
}

// Proves: values obey `rules`, and message j is value j, times the weight if the election is weighted.
// Public: rules: the fields of RULES_LAYOUT in one field element; any higher bit is refused
// Private: weight, values
// Assumes: 1 ≤ weight < 2^32; so messages are below 2^48.
// Cost: 252, 333, 507 for 2, 4, 8 options
template Rules(optionCapacity) {
    signal input rules;
    signal input weight;
    signal input values[optionCapacity];
    signal output messages[optionCapacity];

    signal {binary} bits[RULES_BITS()] <== ToBits(RULES_BITS())(rules);
    signal optionCount <== RulesField(RULE_OPTION_COUNT_OFFSET(), RULE_OPTION_COUNT_BITS())(bits);
    signal maxValue <== RulesField(RULE_MAX_VALUE_OFFSET(), RULE_MAX_VALUE_BITS())(bits);
    signal minTotal <== RulesField(RULE_MIN_TOTAL_OFFSET(), RULE_MIN_TOTAL_BITS())(bits);
    signal maxTotal <== RulesField(RULE_MAX_TOTAL_OFFSET(), RULE_MAX_TOTAL_BITS())(bits);

    signal {binary} used[optionCapacity] <== UsedOptions(optionCapacity)(optionCount);
    ValuesInRange(optionCapacity)(maxValue, used, values);
    TotalInRange(optionCapacity)(minTotal, maxTotal, bits[RULE_QUADRATIC_OFFSET()], bits[RULE_BLANK_OFFSET()], values);
    DistinctValues(optionCapacity)(bits[RULE_DISTINCT_OFFSET()], values);

    signal factor <== 1 + bits[RULE_WEIGHTED_OFFSET()] * (weight - 1);
    for (var j = 0; j < optionCapacity; j++) {
        messages[j] <== values[j] * factor;
    }
}
