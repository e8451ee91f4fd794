// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./Poseidon.sol";

/// @title LeanIMT whose leaves change
/// @dev A node without right sibling has its parent's value; other parents are Poseidon2(left, right). The root stands apart, one
/// slot to read. Below it are stored the leaves and the inner nodes with two children, so nothing stands twice: place i of level l
/// at 2^(DEPTH − l) + i.
library TrustTree {
    uint256 internal constant DEPTH = 10;
    uint256 internal constant CAPACITY = 1 << DEPTH;

    struct Tree {
        uint256 root; // 0 without leaves
        uint256 size;
        uint256[2 * CAPACITY] nodes;
    }

    /// @dev The caller refuses first when the tree is full.
    function append(Tree storage tree, Poseidon memory poseidon, uint256 leaf) internal returns (uint256 index) {
        index = tree.size;
        // A tree with all places taken gets a level: its root becomes an inner node, in the left half of the new one.
        if (index != 0 && index & (index - 1) == 0) tree.nodes[CAPACITY / index] = tree.root;
        tree.size = index + 1;
        update(tree, poseidon, index, leaf);
    }

    /// @param index Below the tree's size.
    function update(Tree storage tree, Poseidon memory poseidon, uint256 index, uint256 leaf) internal {
        uint256 node = leaf;
        uint256 last = tree.size - 1;
        bool isNew = true; // not the value of an only child once more
        // Levels, places and their numbers stay below 2^11.
        unchecked {
            for (uint256 level = 0; last >> level != 0; ++level) {
                if (isNew) tree.nodes[(CAPACITY >> level) + index] = node;
                isNew = index & 1 == 1 || index != last >> level;
                if (isNew) {
                    uint256 sibling = _node(tree, last, level, index ^ 1);
                    node = index & 1 == 1 ? poseidon.hash2(sibling, node) : poseidon.hash2(node, sibling);
                }
                index >>= 1;
            }
        }
        tree.root = node;
    }

    /// @dev Goes down to where the value stands, past nodes with one child.
    function _node(Tree storage tree, uint256 last, uint256 level, uint256 index) private view returns (uint256) {
        unchecked {
            for (; level != 0 && index << 1 == last >> (level - 1); --level) index <<= 1;
        }
        return tree.nodes[(CAPACITY >> level) + index];
    }
}
