// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/range.circom";
include "select.circom";

// Proves: if active is 1, the credential has the attribute `attributeId` with this value: its leaf is at `position`. An
//   attribute that the holder does not have, or an empty place, has a leaf of another tag and cannot be opened. If active
//   is 0, attributeId and value are 0, and nothing is opened.
// Private: value, salt, position
// Assumes: issuers put an attribute into one leaf only, as schemas fix its place.
// Cost: 316
template Attribute() {
    signal input {binary} active;
    signal input leaves[ATTRIBUTE_COUNT()];
    signal input attributeId;
    signal input value;
    signal input salt;
    signal input position;

    signal {binary} place[ATTRIBUTE_INDEX_BITS()] <== ToBits(ATTRIBUTE_INDEX_BITS())(position);
    signal found <== Select(ATTRIBUTE_INDEX_BITS())(leaves, place);
    signal leaf <== Poseidon(4)([TAG_ATTRIBUTE(), attributeId, value, salt]);
    active * (leaf - found) === 0;

    (1 - active) * attributeId === 0;
    (1 - active) * value === 0;
}
