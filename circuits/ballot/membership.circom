// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../lib/fixed-base.circom";
include "../lib/lean-tree.circom";
include "../lib/range.circom";
include "../lib/scalar.circom";

// Proves: commitment is that of `secret`, and 0 ≤ secret < l. An alias secret + k·l has the same commitment but another
//   nullifier: it would vote again.
// Public: none of its own
// Private: secret
// Assumes: nothing. The secret 0 is not excluded here: its commitment is never registered, as that takes a signature.
// Cost: 1,109
template Commitment() {
    signal input secret;
    signal output commitment;

    signal {binary} bits[SCALAR_BITS()] <== ToBitsUpTo(SCALAR_BITS(), SUBGROUP_ORDER() - 1)(secret);
    signal windows[WINDOW_COUNT()][3] <== HighWindows()(bits);
    signal publicKey[2] <== FixedBasePlain(WINDOW_COUNT(), BASE8())(bits[0], windows);
    commitment <== Poseidon(2)(publicKey);
}

// Proves: the voter with `secret` is on the roll under `rollRoot` with `weight`, 1 to 2^32 − 1, and `nullifier` is this
//   voter's for `scope`.
// Public: rollRoot, scope, nullifier
// Private: secret, weight; siblings, pathBits, hasSibling: the leaf's path, see LeanTreeRoot
// Assumes: rollRoot is that of a published roll, whose leaves anyone checks. The tagged leaf of three inputs is no inner
//   node, which hashes two.
// Cost: 6,520 at depth 20
template Membership(rollDepth) {
    signal input rollRoot;
    signal input scope;
    signal input nullifier;
    signal input secret;
    signal input weight;
    signal input siblings[rollDepth];
    signal input pathBits[rollDepth];
    signal input hasSibling[rollDepth];

    signal commitment <== Commitment()(secret);

    AssertWidth(WEIGHT_BITS())(weight);
    // An inverse: the constraint has one solution, and none for weight 0.
    signal weightInverse <-- 1 / weight;
    weight * weightInverse === 1;

    signal leaf <== Poseidon(3)([TAG_ROLL(), commitment, weight]);
    signal root <== LeanTreeRoot(rollDepth)(leaf, siblings, pathBits, hasSibling);
    rollRoot === root;

    signal mark <== Poseidon(2)([scope, secret]);
    nullifier === mark;
}
