// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/range.circom";
include "select.circom";

// Proves: in the status list under `statusRoot` the entry `index`, 0 to 2^17 − 1, is neither revoked nor suspended. All
//   paths are of one length, so that no inner node can stand for a leaf; their tags differ too.
// Private: index
//   words: the leaf: bits 0 … 63 of a word are the revocation of 64 entries, bits 64 … 127 their suspension
//   nodes: on each level the children of one parent, from the leaves up
// Assumes: statusRoot is that of a published list, whose words anyone checks to have 128 bits.
// Cost: 1,792
template StatusClear() {
    signal input statusRoot;
    signal input index;
    signal input words[1 << STATUS_WORD_BITS()];
    signal input nodes[STATUS_DEPTH()][1 << STATUS_CHILD_BITS()];

    signal {binary} bits[STATUS_INDEX_BITS()] <== ToBits(STATUS_INDEX_BITS())(index);

    var at = 0;
    signal {binary} entry[STATUS_ENTRY_BITS()];
    for (var i = 0; i < STATUS_ENTRY_BITS(); i++) {
        entry[i] <== bits[at + i];
    }
    at += STATUS_ENTRY_BITS();
    signal {binary} place[STATUS_WORD_BITS()];
    for (var i = 0; i < STATUS_WORD_BITS(); i++) {
        place[i] <== bits[at + i];
    }
    at += STATUS_WORD_BITS();

    signal word <== Select(STATUS_WORD_BITS())(words, place);
    signal {binary} marks[2 << STATUS_ENTRY_BITS()] <== ToBits(2 << STATUS_ENTRY_BITS())(word);
    // Two bits: their sum is 0 only if both are.
    signal sums[1 << STATUS_ENTRY_BITS()];
    for (var i = 0; i < (1 << STATUS_ENTRY_BITS()); i++) {
        sums[i] <== marks[i] + marks[(1 << STATUS_ENTRY_BITS()) + i];
    }
    signal marked <== Select(STATUS_ENTRY_BITS())(sums, entry);
    marked === 0;

    signal {binary} child[STATUS_DEPTH()][STATUS_CHILD_BITS()];
    signal node[STATUS_DEPTH() + 1];
    signal found[STATUS_DEPTH()];
    node[0] <== Poseidon(5)([TAG_STATUS(), words[0], words[1], words[2], words[3]]);
    for (var level = 0; level < STATUS_DEPTH(); level++) {
        for (var i = 0; i < STATUS_CHILD_BITS(); i++) {
            child[level][i] <== bits[at + i];
        }
        at += STATUS_CHILD_BITS();
        found[level] <== Select(STATUS_CHILD_BITS())(nodes[level], child[level]);
        found[level] === node[level];
        node[level + 1] <== StatusNode()(nodes[level]);
    }
    statusRoot === node[STATUS_DEPTH()];
}

// Proves: parent is that of the eight children.
// Cost: 414
template StatusNode() {
    signal input children[8];
    signal output parent;

    parent <== Poseidon(9)([TAG_STATUS_NODE(), children[0], children[1], children[2], children[3], children[4], children[5], children[6], children[7]]);
}
