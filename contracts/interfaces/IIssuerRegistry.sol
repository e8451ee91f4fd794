// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice A key with which a department signs credentials of one schema during one epoch.
struct IssuerKey {
    uint256 departmentId; // keccak256(did) >> 8
    uint256 schemaHash;
    uint32 epoch;
    uint64 endsAt; // unix seconds
    bytes32 certificateHash; // SHA-256 of the X.509 certificate's DER form
    uint256[2] publicKey; // BabyJubJub point of order l
}

/// @title Departments, their issuer keys, and the trust tree
/// @notice The governing authority registers departments and keys; departments publish what became of their credentials.
interface IIssuerRegistry {
    /// @notice A department was registered.
    event DepartmentRegistered(uint256 indexed departmentId, string did, address account);
    /// @notice A department acts through another account from now on.
    event DepartmentAccountChanged(uint256 indexed departmentId, address account);
    /// @notice A key was registered and is trusted.
    event IssuerKeyRegistered(
        uint256 indexed keyIndex,
        uint256 indexed departmentId,
        uint256 indexed schemaHash,
        IssuerKey key
    );
    /// @notice A department published a state of its status lists.
    event StatusPublished(uint256 indexed keyIndex, uint256 statusRoot, bytes32 listsHash, uint256 trustRoot);
    /// @notice A key is no longer trusted.
    event IssuerKeyRemoved(uint256 indexed keyIndex, bool compromised, uint256 trustRoot);
    /// @notice The governor named its successor, who has yet to accept.
    event GovernorTransferStarted(address next);
    /// @notice The governor changed.
    event GovernorTransferred(address previous, address next);

    /// @notice The trust tree never had this root, or it was cut off because a key was compromised.
    error UnknownTrustRoot(uint256 trustRoot);

    /// @notice Registers a department. The governor alone.
    function registerDepartment(string calldata did, address account) external returns (uint256 departmentId);

    /// @notice Changes a department's account. The governor, or the account itself.
    function changeAccount(uint256 departmentId, address account) external;

    /// @notice Registers a key. The governor alone.
    /// @param eighth The point whose eightfold is the public key.
    /// @return keyIndex 0, 1, 2 …
    function registerKey(
        IssuerKey calldata key,
        uint256[2] calldata eighth,
        uint256 statusRoot,
        bytes32 listsHash
    ) external returns (uint256 keyIndex);

    /// @notice Publishes a state of the status lists. The department's account alone.
    function publishStatus(uint256 keyIndex, uint256 statusRoot, bytes32 listsHash) external;

    /// @notice Takes a key out of the trust tree. The governor; anyone after its end.
    function removeKey(uint256 keyIndex, bool compromised) external;

    /// @notice The account of a department; 0 if unknown.
    function departmentAccount(uint256 departmentId) external view returns (address);

    /// @notice A key's state.
    function issuerKey(
        uint256 keyIndex
    ) external view returns (IssuerKey memory key, uint256 statusRoot, uint64 publishedAt, bool removed);

    /// @notice Number of keys ever registered.
    function keyCount() external view returns (uint256);

    /// @notice The current root of the trust tree.
    function trustRoot() external view returns (uint256);

    /// @notice Seconds since a root was superseded; 0 for the current one. Reverts with UnknownTrustRoot.
    function ageOf(uint256 trustRoot) external view returns (uint256 seconds_);
}
