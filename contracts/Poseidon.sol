// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IPoseidon.sol";

/// @title circomlib's Poseidon over BN254's scalar field
/// @dev Documented in IPoseidon.
contract Poseidon is IPoseidon {
    error Unfinished();

    /// @inheritdoc IPoseidon
    function hash2(uint256[2] calldata) external pure returns (uint256) {
        revert Unfinished();
    }

    /// @inheritdoc IPoseidon
    function hash5(uint256[5] calldata) external pure returns (uint256) {
        revert Unfinished();
    }
}
