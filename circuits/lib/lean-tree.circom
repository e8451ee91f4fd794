// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "range.circom";

// Proves: root is that of a LeanIMT with `leaf` in it, at most `depth` levels below.
//   At each level the node either is hashed with its sibling, on the side that pathBit tells (1: the node is the right
//   child), or, as LeanIMT does for a node without sibling, passes unchanged. A short path ends in levels that pass.
//   A prover may so start from any node of the tree; the caller must give leaves a form that no inner node has.
// Assumes: leaves are hashes of another arity than 2.
// Cost: 244·depth
template LeanTreeRoot(depth) {
    signal input leaf;
    signal input siblings[depth];
    signal input pathBits[depth];
    signal input hasSibling[depth];
    signal output root;

    signal {binary} side[depth] <== AssertBits(depth)(pathBits);
    signal {binary} joins[depth] <== AssertBits(depth)(hasSibling);

    signal node[depth + 1];
    signal swap[depth];
    signal parent[depth];
    node[0] <== leaf;
    for (var i = 0; i < depth; i++) {
        swap[i] <== side[i] * (siblings[i] - node[i]);
        parent[i] <== Poseidon(2)([node[i] + swap[i], siblings[i] - swap[i]]);
        node[i + 1] <== node[i] + joins[i] * (parent[i] - node[i]);
    }
    root <== node[depth];
}
