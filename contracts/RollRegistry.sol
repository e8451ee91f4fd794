// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IRollRegistry.sol";
import "./lib/Bn254.sol";

/// @title Register of electoral rolls
/// @dev Documented in IRollRegistry. Nobody has any rights over it.
contract RollRegistry is IRollRegistry {
    uint256 private constant MAX_SIZE = 1 << Constants.ROLL_DEPTH;
    uint256 private constant MAX_WEIGHT = (1 << Constants.WEIGHT_BITS) - 1;

    Roll[] private _rolls;

    /// @inheritdoc IRollRegistry
    function publishRoll(
        uint256 root,
        uint64 size,
        uint64 totalWeight,
        bytes32 fileHash
    ) external returns (uint256 rollId) {
        if (root == 0 || root >= Bn254.R) revert RootOutOfRange(root);
        if (size == 0 || size > MAX_SIZE) revert SizeOutOfRange(size);
        if (totalWeight < size || totalWeight > size * MAX_WEIGHT) revert WeightOutOfRange(totalWeight);
        if (fileHash == 0) revert EmptyFileHash();
        _rolls.push(
            Roll({
                root: root,
                size: size,
                totalWeight: totalWeight,
                fileHash: fileHash,
                registrar: msg.sender,
                publishedAt: uint64(block.timestamp)
            })
        );
        rollId = _rolls.length;
        emit RollPublished(rollId, msg.sender, root, size, totalWeight, fileHash);
    }

    /// @inheritdoc IRollRegistry
    function roll(uint256 rollId) external view returns (Roll memory) {
        if (rollId == 0 || rollId > _rolls.length) revert UnknownRoll(rollId);
        return _rolls[rollId - 1];
    }
}
