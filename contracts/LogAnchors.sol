// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/ILogAnchors.sol";

/// @title Anchors of append-only logs
/// @dev Documented in ILogAnchors. Nobody has any rights over a log but its operator.
contract LogAnchors is ILogAnchors {
    uint256 private constant MAX_NAME_BYTES = 255;
    /// @dev Far more entries than any log will have, and exact in every reader's numbers.
    uint64 private constant MAX_SIZE = 1 << 48;

    struct Log {
        address operator;
        Anchor latest;
    }

    /// @inheritdoc ILogAnchors
    uint256 public logCount;

    mapping(uint256 logId => Log) private _logs;

    /// @inheritdoc ILogAnchors
    function openLog(string calldata name) external returns (uint256 logId) {
        if (bytes(name).length == 0 || bytes(name).length > MAX_NAME_BYTES) revert InvalidLogName(name);
        logId = ++logCount;
        _logs[logId].operator = msg.sender;
        emit LogOpened(logId, msg.sender, name);
    }

    /// @inheritdoc ILogAnchors
    function anchor(uint256 logId, uint64 size, bytes32 root) external {
        Log storage log = _log(logId);
        if (msg.sender != log.operator) revert NotOperator(msg.sender);
        if (size <= log.latest.size) revert SizeNotGrowing(size, log.latest.size);
        if (size > MAX_SIZE) revert SizeTooLarge(size);
        if (root == 0) revert EmptyLogRoot();
        log.latest = Anchor({size: size, anchoredAt: uint64(block.timestamp), root: root});
        emit Anchored(logId, size, root);
    }

    /// @inheritdoc ILogAnchors
    function latest(uint256 logId) external view returns (Anchor memory) {
        return _log(logId).latest;
    }

    /// @inheritdoc ILogAnchors
    function operator(uint256 logId) external view returns (address) {
        return _log(logId).operator;
    }

    function _log(uint256 logId) private view returns (Log storage log) {
        log = _logs[logId];
        if (log.operator == address(0)) revert UnknownLog(logId);
    }
}
