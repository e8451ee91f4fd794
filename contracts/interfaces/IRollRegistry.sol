// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Register of electoral rolls
/// @notice Anyone publishes a roll; elections name the one they use. A published roll never changes.
interface IRollRegistry {
    /// @notice What is on chain of a roll; the file itself is published elsewhere and rebuilt to the root by anyone.
    struct Roll {
        uint256 root; // LeanIMT root of Poseidon3(TAG_ROLL, commitment, weight), 0 < root < r
        uint64 size; // voters, 1 to 2^20
        uint64 totalWeight; // sum of weights, each 1 to 2^32 − 1
        bytes32 fileHash; // keccak256 of the roll file's bytes
        address registrar; // who published it
        uint64 publishedAt; // unix seconds
    }

    /// @notice A roll was published.
    event RollPublished(
        uint256 indexed rollId,
        address indexed registrar,
        uint256 root,
        uint64 size,
        uint64 totalWeight,
        bytes32 fileHash
    );

    /// @notice No roll has this id.
    error UnknownRoll(uint256 rollId);
    /// @notice The root is 0, which an empty or broken tree would give, or not below r.
    error RootOutOfRange(uint256 root);
    /// @notice The size is not 1 to 2^20.
    error SizeOutOfRange(uint64 size);
    /// @notice The total weight cannot be the sum of `size` weights of 1 to 2^32 − 1.
    error WeightOutOfRange(uint64 totalWeight);
    /// @notice The hash of the roll file is missing.
    error EmptyFileHash();

    /// @notice Publishes a roll under the next id.
    /// @param root LeanIMT root, 0 < root < r.
    /// @param size Number of voters, 1 to 2^20.
    /// @param totalWeight Sum of their weights, size to size · (2^32 − 1).
    /// @param fileHash keccak256 of the roll file, not 0.
    /// @return rollId 1, 2, 3 …
    function publishRoll(
        uint256 root,
        uint64 size,
        uint64 totalWeight,
        bytes32 fileHash
    ) external returns (uint256 rollId);

    /// @notice A published roll. Reverts with UnknownRoll.
    function roll(uint256 rollId) external view returns (Roll memory);
}
