// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice What is recorded of a pseudonym under a policy, in one storage word, written at once. From the lowest bit: provenAt,
/// attestedAt, expiresAt (64 bits each, unix seconds), withdrawn, revoked (1 each). 0: nothing.
type AttestationRecord is uint256;

using AttestationRecordLib for AttestationRecord global;

library AttestationRecordLib {
    uint256 private constant TIME = type(uint64).max;
    uint256 private constant WITHDRAWN = 1 << 192;
    uint256 private constant REVOKED = 1 << 193;

    /// @dev Times below 2^64.
    function pack(
        uint256 provenAt_,
        uint256 attestedAt_,
        uint256 expiresAt_
    ) internal pure returns (AttestationRecord) {
        return AttestationRecord.wrap(provenAt_ | (attestedAt_ << 64) | (expiresAt_ << 128));
    }

    /// @dev Withdrawn at that time: what was proven until then counts no more.
    function withWithdrawal(AttestationRecord record, uint256 time) internal pure returns (AttestationRecord) {
        return AttestationRecord.wrap((AttestationRecord.unwrap(record) & ~TIME) | time | WITHDRAWN);
    }

    function withRevocation(AttestationRecord record) internal pure returns (AttestationRecord) {
        return AttestationRecord.wrap(AttestationRecord.unwrap(record) | REVOKED);
    }

    function exists(AttestationRecord record) internal pure returns (bool) {
        return AttestationRecord.unwrap(record) != 0;
    }

    function provenAt(AttestationRecord record) internal pure returns (uint64) {
        return uint64(AttestationRecord.unwrap(record));
    }

    function attestedAt(AttestationRecord record) internal pure returns (uint64) {
        return uint64(AttestationRecord.unwrap(record) >> 64);
    }

    function expiresAt(AttestationRecord record) internal pure returns (uint64) {
        return uint64(AttestationRecord.unwrap(record) >> 128);
    }

    function withdrawn(AttestationRecord record) internal pure returns (bool) {
        return AttestationRecord.unwrap(record) & WITHDRAWN != 0;
    }

    function revoked(AttestationRecord record) internal pure returns (bool) {
        return AttestationRecord.unwrap(record) & REVOKED != 0;
    }
}
