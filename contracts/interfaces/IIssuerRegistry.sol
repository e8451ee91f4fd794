// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Register of departments and of the keys that sign credentials
/// @notice A governor says which department may sign which schema with which key; a department publishes the roots of its status
/// lists. Each key with its schema and status root is a leaf of the trust tree, whose root presentations prove membership of:
/// leaf = Poseidon5(TAG_TRUST, key.x, key.y, schemaHash, statusRoot), 0 for a removed key, in a LeanIMT in the order of keys.
/// Times are unix seconds of the block.
interface IIssuerRegistry {
    /// @notice A key that signs credentials of one schema for one department.
    struct IssuerKey {
        uint256 departmentId; // keccak256(did) >> 8
        uint256 schemaHash; // 0 < schemaHash < r
        uint32 epoch; // the department's own numbering; one key for each schema and epoch
        uint64 endsAt; // unix seconds, exclusive: from then on no status is published and anyone may remove the key
        bytes32 certificateHash; // SHA-256 of the department's X.509 certificate, DER, that certifies the key
        uint256[2] publicKey; // BabyJubJub, affine, of order l
    }

    /// @notice A department may now hold keys.
    event DepartmentRegistered(uint256 indexed departmentId, string did, address account);
    /// @notice Another account now acts for the department.
    event DepartmentAccountChanged(uint256 indexed departmentId, address account);
    /// @notice A key joined the trust tree. StatusPublished follows, with its first status root and the new trust root.
    event IssuerKeyRegistered(
        uint256 indexed keyIndex,
        uint256 indexed departmentId,
        uint256 indexed schemaHash,
        IssuerKey key
    );
    /// @notice The key's status lists have this root, from now on or still.
    event StatusPublished(uint256 indexed keyIndex, uint256 statusRoot, bytes32 listsHash, uint256 trustRoot);
    /// @notice The key is out of the trust tree. If it was compromised, every trust root before this one is refused.
    event IssuerKeyRemoved(uint256 indexed keyIndex, bool compromised, uint256 trustRoot);
    /// @notice The governor offers its place.
    event GovernorTransferStarted(address next);
    /// @notice The offer was taken.
    event GovernorTransferred(address previous, address next);

    /// @notice Only the governor may do this.
    error NotGovernor(address account);
    /// @notice Only the account that was offered the governor's place may take it.
    error NotNextGovernor(address account);
    /// @notice Only the department's account may do this.
    error NotDepartment(address account);
    /// @notice The zero address cannot act.
    error ZeroAccount();
    /// @notice A department's name is 9 to 255 bytes and starts with "did:web:".
    error InvalidDid(string did);
    /// @notice This department is registered already.
    error DepartmentAlreadyRegistered(uint256 departmentId);
    /// @notice No department has this id.
    error UnknownDepartment(uint256 departmentId);
    /// @notice No key has this index.
    error UnknownKeyIndex(uint256 keyIndex);
    /// @notice The key would end before it begins.
    error KeyEndsTooEarly(uint64 endsAt);
    /// @notice The hash of the certificate is missing.
    error EmptyCertificateHash();
    /// @notice The hash of the status list files is missing.
    error EmptyListsHash();
    /// @notice A schema hash is not 0 and below r.
    error SchemaHashOutOfRange(uint256 schemaHash);
    /// @notice A status root is not 0 and below r.
    error RootOutOfRange(uint256 root);
    /// @notice The words are no point of the curve, or not below the field's prime.
    error NotOnCurve(uint256 x, uint256 y);
    /// @notice The identity is nobody's key.
    error IdentityKey();
    /// @notice Eight times the point sent is not the key, which therefore may not be of order l.
    error WrongEighth();
    /// @notice The department has a key for this schema and epoch already.
    error EpochAlreadyUsed(uint256 departmentId, uint256 schemaHash, uint32 epoch);
    /// @notice The key was registered before; a removed key does not come back.
    error PublicKeyAlreadyUsed(uint256 x, uint256 y);
    /// @notice The trust tree has as many leaves as the circuit can read.
    error TrustTreeFull();
    /// @notice The key's time is over.
    error KeyEnded(uint256 keyIndex, uint64 endsAt);
    /// @notice The key was removed.
    error KeyAlreadyRemoved(uint256 keyIndex);
    /// @notice This never was the trust root, or it was cut off because a key in it was compromised.
    error UnknownTrustRoot(uint256 root);

    /// @notice Registers a department. Governor only.
    /// @param did did:web, 9 to 255 bytes.
    /// @param account Publishes status roots, and acts for the department elsewhere.
    /// @return departmentId keccak256(did) >> 8.
    function registerDepartment(string calldata did, address account) external returns (uint256 departmentId);

    /// @notice Lets another account act for the department. Governor, or the department's present account.
    function changeAccount(uint256 departmentId, address account) external;

    /// @notice Registers a key and appends its leaf to the trust tree. Governor only.
    /// @param eighth A point of the curve with 8 · eighth = key.publicKey, which shows that the key is of order l.
    /// @param statusRoot Root of the key's status tree, 0 < root < r.
    /// @param listsHash keccak256(keccak256(revocation list file) ‖ keccak256(suspension list file)).
    /// @return keyIndex Place in the trust tree: 0, 1, 2 … up to 2^10 − 1. Places are not used again.
    function registerKey(
        IssuerKey calldata key,
        uint256[2] calldata eighth,
        uint256 statusRoot,
        bytes32 listsHash
    ) external returns (uint256 keyIndex);

    /// @notice Publishes new status lists, or the same again as a sign of life. The department's account, before the key ends.
    function publishStatus(uint256 keyIndex, uint256 statusRoot, bytes32 listsHash) external;

    /// @notice Takes a key out of the trust tree. The governor; from `endsAt` on anyone, unless `compromised`.
    /// @param compromised Refuse every earlier trust root at once. The governor may also say so of a key that is out already.
    function removeKey(uint256 keyIndex, bool compromised) external;

    /// @notice Offers the governor's place. Governor only; a later offer replaces it.
    function transferGovernor(address next) external;

    /// @notice Takes the governor's place that was offered.
    function acceptGovernor() external;

    /// @notice Who registers and removes.
    function governor() external view returns (address);

    /// @notice Who was offered the governor's place, or 0.
    function nextGovernor() external view returns (address);

    /// @notice Who acts for the department; 0 if it is unknown.
    function departmentAccount(uint256 departmentId) external view returns (address);

    /// @notice A key, the present root of its status lists, when they were last published, and whether it was removed.
    function issuerKey(
        uint256 keyIndex
    ) external view returns (IssuerKey memory key, uint256 statusRoot, uint64 publishedAt, bool removed);

    /// @notice Number of keys ever registered, which is the number of leaves of the trust tree.
    function keyCount() external view returns (uint256);

    /// @notice Root of the trust tree; 0 while it has no leaves.
    function trustRoot() external view returns (uint256);

    /// @notice Roots superseded up to this time are refused; 0 if no key was compromised.
    function cutOffAt() external view returns (uint64);

    /// @notice 0 for the present trust root, otherwise the seconds since another one took its place. Reverts with UnknownTrustRoot.
    function ageOf(uint256 root) external view returns (uint256 seconds_);
}
