// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "../generated/credential-constants.circom";
include "../lib/range.circom";
include "attributes.circom";
include "predicates.circom";

// Proves: the credential has the attribute that this slot of the policy asks about, its value meets the predicate, and clear
//   is the value if it is to be disclosed, 0 if not. disclose and seal are bits. active is 0 in a slot that is not used; there
//   they are 0, as are attributeId and value: else it would show a value that nobody signed.
// Private: value, salt, position; the rest is the policy's
// Cost: 608
template Slot() {
    signal input leaves[ATTRIBUTE_COUNT()];
    signal input attributeId;
    signal input operator;
    signal input operands[OPERAND_COUNT()];
    signal input disclose;
    signal input seal;
    signal input value;
    signal input salt;
    signal input position;
    signal output clear;
    signal output {binary} active;

    active <== Predicate()(operator, operands, value);
    Attribute()(active, leaves, attributeId, value, salt, position);

    signal {binary} shown[2] <== AssertBits(2)([disclose, seal]);
    (1 - active) * (shown[0] + shown[1]) === 0;
    clear <== shown[0] * value;
}
