// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Constants.sol";
import "../interfaces/IKeyCeremony.sol";
import "./BabyJubJub.sol";

/// @title Reading and evaluating a trustee's dealing
library Dealing {
    using BabyJubJub for BabyJubJub.Point;

    /// @dev Words of one share: 8 proof words, R.x, R.y, c.
    uint256 internal constant SHARE_WORDS = 11;
    uint256 private constant PROOF_WORDS = 8;
    uint256 private constant CONTENT_WORDS = SHARE_WORDS - PROOF_WORDS;
    uint256 private constant ITEM_WORDS = PROOF_WORDS + Constants.SIGNAL_COUNT_DEALING;

    /// @dev What a trustee commits to before it sees others' dealings; see IKeyCeremony.dealingHash.
    function hash(
        uint256 ceremonyId,
        uint256 dealerIndex,
        uint256[2][] calldata commitments,
        uint256[] calldata shares
    ) internal view returns (bytes32) {
        uint256 count = shares.length / SHARE_WORDS;
        if (shares.length % SHARE_WORDS != 0) {
            revert IKeyCeremony.WrongLength(shares.length, count * SHARE_WORDS);
        }
        uint256[] memory content = new uint256[](count * CONTENT_WORDS);
        for (uint256 i = 0; i < content.length; ++i) {
            content[i] = shares[(i / CONTENT_WORDS) * SHARE_WORDS + PROOF_WORDS + (i % CONTENT_WORDS)];
        }
        return keccak256(abi.encode(block.chainid, address(this), ceremonyId, dealerIndex, commitments, content));
    }

    /// @dev The Feldman commitments A_m = 8 · D_m. Multiplying by the cofactor removes any part of small order.
    function feldman(uint256[2][] calldata commitments) internal pure returns (BabyJubJub.Point[] memory points) {
        points = new BabyJubJub.Point[](commitments.length);
        for (uint256 m = 0; m < points.length; ++m) {
            (uint256 x, uint256 y) = (commitments[m][0], commitments[m][1]);
            if (!BabyJubJub.isOnCurve(x, y)) revert IKeyCeremony.NotOnCurve(x, y);
            points[m] = BabyJubJub.fromAffine(x, y);
            points[m].clearCofactor();
        }
    }

    /// @dev S = Σ index^m · A_m, by Horner's rule: only multiplications by an index of at most 16.
    function shareKey(
        BabyJubJub.Point[] memory points,
        uint256 index
    ) internal pure returns (BabyJubJub.Point memory sum) {
        sum = BabyJubJub.identity();
        for (uint256 m = points.length; m > 0; --m) {
            sum = sum.multiply(index);
            sum.add(points[m - 1]);
        }
    }

    struct Statement {
        uint256 ceremonyId;
        uint256 dealerIndex;
        uint256[] shareKeys; // S for each trustee, affine words
        uint256[] recipientKeys; // E for each trustee, affine words
    }

    /// @dev All shares as items of the verifier's batch: [8 proof words, context, S, E, R, c]. What the contract knows comes
    /// from the contract; only R and c come from the dealer.
    function items(
        Statement memory statement,
        uint256[] calldata shares
    ) internal view returns (uint256[] memory words) {
        uint256 count = statement.shareKeys.length / 2;
        words = new uint256[](count * ITEM_WORDS);
        for (uint256 j = 0; j < count; ++j) {
            uint256 at = j * ITEM_WORDS;
            uint256[] calldata share = shares[j * SHARE_WORDS:(j + 1) * SHARE_WORDS];
            for (uint256 word = 0; word < PROOF_WORDS; ++word) words[at + word] = share[word];
            words[at + 8] = _context(statement, j + 1);
            (words[at + 9], words[at + 10]) = (statement.shareKeys[2 * j], statement.shareKeys[2 * j + 1]);
            (words[at + 11], words[at + 12]) = (statement.recipientKeys[2 * j], statement.recipientKeys[2 * j + 1]);
            (words[at + 13], words[at + 14], words[at + 15]) = (share[8], share[9], share[10]);
        }
    }

    /// @dev Binds a share's proof to chain, contract, ceremony, dealer and recipient.
    function _context(Statement memory statement, uint256 recipientIndex) private view returns (uint256) {
        bytes memory context = abi.encode(
            Constants.TAG_DEALING,
            block.chainid,
            address(this),
            statement.ceremonyId,
            statement.dealerIndex,
            recipientIndex
        );
        return uint256(keccak256(context)) >> 8;
    }
}
