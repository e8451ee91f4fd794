// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title circomlib's Poseidon over BN254's scalar field
/// @notice Hashes of field elements as the circuits and the SDK compute them. Each element has one form, below r: an input that is
/// not is refused, since x and x + r would give one hash (T039).
interface IPoseidon {
    /// @notice An input is not below r.
    error InputOutOfRange(uint256 index, uint256 input);

    /// @notice Poseidon of two elements: nodes of trees.
    function hash2(uint256[2] calldata inputs) external pure returns (uint256);

    /// @notice Poseidon of five elements: leaves of the trust tree.
    function hash5(uint256[5] calldata inputs) external pure returns (uint256);
}
