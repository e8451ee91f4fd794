// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Constants.sol";
import "./BabyJubJub.sol";

/// @title The ciphertext on which trustees show, before voting opens, that their key shares work
/// @dev Its randomness is public, so its partial decryptions tell nobody anything new: trustees are no decryption oracle.
library KeyTest {
    using BabyJubJub for BabyJubJub.Point;

    /// @dev C1_k = (t + k) · B8 for each option, two words each: one long multiplication, then additions.
    function ciphertext(
        uint256 electionId,
        uint256[2] memory key,
        uint256 capacity
    ) internal view returns (uint256[] memory) {
        bytes memory statement = abi.encode(Constants.TAG_KEY_TEST, block.chainid, address(this), electionId, key);
        uint256 t = uint256(keccak256(statement)) % BabyJubJub.L;
        BabyJubJub.Point[] memory points = new BabyJubJub.Point[](capacity);
        points[0] = BabyJubJub.base().multiply(t);
        for (uint256 k = 1; k < capacity; ++k) {
            BabyJubJub.Point memory previous = points[k - 1];
            points[k] = BabyJubJub.Point(previous.x, previous.y, previous.z);
            points[k].addAffine(BabyJubJub.BASE_X, BabyJubJub.BASE_Y);
        }
        return BabyJubJub.toAffine(points);
    }
}
