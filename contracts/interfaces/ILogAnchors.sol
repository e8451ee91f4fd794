// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Anchors of append-only logs
/// @notice The operator of an RFC 9162 log fixes its size and root here from time to time; later it cannot deny what the log held.
/// That each root extends the one before is proved off chain by consistency proofs, by anyone who reads the log.
interface ILogAnchors {
    /// @notice The state of a log at a time.
    struct Anchor {
        uint64 size; // entries; 0 if nothing was anchored yet
        uint64 anchoredAt; // unix seconds
        bytes32 root; // SHA-256 tree head of the first `size` entries
    }

    /// @notice A log was opened.
    event LogOpened(uint256 indexed logId, address indexed operator, string name);
    /// @notice The log has grown to this size, with this root.
    event Anchored(uint256 indexed logId, uint64 size, bytes32 root);

    /// @notice A log's name is 1 to 255 bytes.
    error InvalidLogName(string name);
    /// @notice No log has this id.
    error UnknownLog(uint256 logId);
    /// @notice Only the log's operator may do this.
    error NotOperator(address account);
    /// @notice A log only grows.
    error SizeNotGrowing(uint64 size, uint64 anchored);
    /// @notice A log has at most 2^48 entries.
    error SizeTooLarge(uint64 size);
    /// @notice The root is missing.
    error EmptyLogRoot();

    /// @notice Opens a log whose operator is the sender.
    /// @param name 1 to 255 bytes, for people to read; need not be unique.
    /// @return logId 1, 2, 3 …
    function openLog(string calldata name) external returns (uint256 logId);

    /// @notice Fixes the log's state. Operator only.
    /// @param size Number of entries, above the one anchored before, at most 2^48.
    /// @param root Tree head of these entries, not 0.
    function anchor(uint256 logId, uint64 size, bytes32 root) external;

    /// @notice Number of logs ever opened.
    function logCount() external view returns (uint256);

    /// @notice The last anchor; all zeros before the first one. Reverts with UnknownLog.
    function latest(uint256 logId) external view returns (Anchor memory);

    /// @notice Who anchors the log. Reverts with UnknownLog.
    function operator(uint256 logId) external view returns (address);
}
