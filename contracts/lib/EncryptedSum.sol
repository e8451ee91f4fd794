// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./BabyJubJub.sol";

/// @title Running sum of encrypted ballots
/// @dev Two points, C1 and C2, for each option. Kept affine in storage; summed in projective coordinates in memory, so that a
/// batch of ballots costs one inversion and one write.
library EncryptedSum {
    using BabyJubJub for BabyJubJub.Point;

    /// @dev C1.x, C1.y, C2.x, C2.y for each option. Room for the largest capacity, 8; smaller elections leave the tail untouched.
    struct Stored {
        uint256[32] words;
    }

    /// @dev The public encryption of zero with randomness 1: no word is ever zero, so the first ballot pays no more than others.
    function start(Stored storage stored, uint256 capacity, uint256[2] memory key) internal {
        for (uint256 word = 0; word < 4 * capacity; word += 4) {
            (stored.words[word], stored.words[word + 1]) = (BabyJubJub.BASE_X, BabyJubJub.BASE_Y);
            (stored.words[word + 2], stored.words[word + 3]) = (key[0], key[1]);
        }
    }

    function load(Stored storage stored, uint256 capacity) internal view returns (BabyJubJub.Point[] memory points) {
        points = new BabyJubJub.Point[](2 * capacity);
        for (uint256 i = 0; i < points.length; ++i) {
            BabyJubJub.Point memory point = points[i];
            // Assembly: as in `store`.
            assembly ("memory-safe") {
                let slot := add(stored.slot, mul(i, 2))
                mstore(point, sload(slot))
                mstore(add(point, 0x20), sload(add(slot, 1)))
                mstore(add(point, 0x40), 1)
            }
        }
    }

    /// @param ciphertexts Two words for each point, proven to be in the subgroup.
    function add(BabyJubJub.Point[] memory points, uint256[] calldata ciphertexts) internal pure {
        for (uint256 i = 0; i < points.length; ++i) {
            uint256 x;
            uint256 y;
            // Assembly: spares two bounds checks for each point of each ballot. Bounds hold: the verifier took the ballot's
            // length for 2K points.
            assembly ("memory-safe") {
                let source := add(ciphertexts.offset, mul(i, 0x40))
                x := calldataload(source)
                y := calldataload(add(source, 0x20))
            }
            points[i].addAffine(x, y);
        }
    }

    function store(Stored storage stored, BabyJubJub.Point[] memory points) internal {
        uint256[] memory affine = BabyJubJub.toAffine(points);
        // Assembly: every cast does this; Solidity's bounds checks on both arrays cost more than the loop. Bounds hold: there are at most
        // 16 points.
        assembly ("memory-safe") {
            let source := add(affine, 0x20)
            let end := add(source, mul(mload(affine), 0x20))
            for {
                let slot := stored.slot
            } lt(source, end) {
                slot := add(slot, 1)
            } {
                sstore(slot, mload(source))
                source := add(source, 0x20)
            }
        }
    }

    function copyWords(Stored storage stored, uint256 capacity) internal view returns (uint256[] memory copy) {
        copy = new uint256[](4 * capacity);
        for (uint256 word = 0; word < copy.length; ++word) copy[word] = stored.words[word];
    }

    /// @dev The C1 of each option, two words each: what trustees decrypt partially.
    function firstParts(Stored storage stored, uint256 capacity) internal view returns (uint256[] memory c1) {
        c1 = new uint256[](2 * capacity);
        for (uint256 k = 0; k < capacity; ++k) {
            (c1[2 * k], c1[2 * k + 1]) = (stored.words[4 * k], stored.words[4 * k + 1]);
        }
    }
}
