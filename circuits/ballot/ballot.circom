// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "encryption.circom";
include "membership.circom";
include "rules.circom";

// Proves: a voter on the roll, unnamed, casts a valid ballot, sealed for the election key, under the one nullifier that
//   this voter has in this election.
// Public: rollRoot, scope, rules, electionKey: all from the election's storage, never from the caller
//   nullifier: of (secret, scope)
//   ciphertexts: for each option C1.x, C1.y, C2.x, C2.y; options past the option count encrypt 0
// Private: secret: 0 ≤ secret < l; weight: 1 … 2^32 − 1
//   siblings, pathBits, hasSibling: the path in the roll, see LeanTreeRoot
//   values: one for each option, obeying the rules; randomness: one for each option, in digit form, see ScalarSigns
// Assumes: rollRoot is that of a published roll. electionKey is of order l: the key ceremony keeps it so.
// Cost: 11,439, 14,810, 21,564 for 2, 4, 8 options at depth 20
template Ballot(optionCapacity, rollDepth) {
    signal input rollRoot;
    signal input scope;
    signal input rules;
    signal input electionKey[2];
    signal input nullifier;
    signal input ciphertexts[optionCapacity][4];

    signal input secret;
    signal input weight;
    signal input siblings[rollDepth];
    signal input pathBits[rollDepth];
    signal input hasSibling[rollDepth];
    signal input values[optionCapacity];
    signal input randomness[optionCapacity];

    Membership(rollDepth)(rollRoot, scope, nullifier, secret, weight, siblings, pathBits, hasSibling);

    signal messages[optionCapacity] <== Rules(optionCapacity)(rules, weight, values);

    // Every option masks with multiples of the same key: one table serves all.
    signal table[WINDOW_COUNT()][2][2] <== WindowTable(WINDOW_COUNT())(electionKey);
    for (var j = 0; j < optionCapacity; j++) {
        Encryption()(electionKey, table, messages[j], randomness[j], ciphertexts[j]);
    }
}
