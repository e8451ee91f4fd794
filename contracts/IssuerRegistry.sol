// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IIssuerRegistry.sol";
import "./lib/BabyJubJub.sol";
import "./lib/DataCode.sol";
import "./lib/Poseidon.sol";
import "./lib/TrustTree.sol";

/// @title Register of departments and of the keys that sign credentials
/// @dev Documented in IIssuerRegistry. The governor may be a contract, such as GoverningAuthority. The only external calls go to
/// the hash contract made here, which has no state.
contract IssuerRegistry is IIssuerRegistry {
    using BabyJubJub for BabyJubJub.Point;
    using TrustTree for TrustTree.Tree;

    uint256 private constant MAX_DID_BYTES = 255;
    bytes private constant DID_PREFIX = "did:web:";

    struct Entry {
        address key; // an IssuerKey's words as code: they never change, and publishing a status reads most of them
        uint64 publishedAt;
        bool removed;
        uint256 statusRoot;
    }

    address private immutable _poseidon2;
    address private immutable _poseidon5;

    /// @inheritdoc IIssuerRegistry
    address public governor;
    /// @inheritdoc IIssuerRegistry
    uint64 public cutOffAt;
    /// @inheritdoc IIssuerRegistry
    address public nextGovernor;
    /// @inheritdoc IIssuerRegistry
    mapping(uint256 departmentId => address) public departmentAccount;

    TrustTree.Tree private _tree;
    mapping(uint256 keyIndex => Entry) private _entries;
    mapping(uint256 trustRoot => uint256 seconds_) private _supersededAt;
    mapping(bytes32 epochHash => bool) private _isEpochUsed;
    mapping(bytes32 publicKeyHash => bool) private _isPublicKeyUsed;

    modifier onlyGovernor() {
        if (msg.sender != governor) revert NotGovernor(msg.sender);
        _;
    }

    constructor(address governor_) {
        if (governor_ == address(0)) revert ZeroAccount();
        Poseidon memory poseidon = PoseidonLib.create();
        (_poseidon2, _poseidon5) = (poseidon.two, poseidon.five);
        governor = governor_;
        emit GovernorTransferred(address(0), governor_);
    }

    /// @inheritdoc IIssuerRegistry
    function registerDepartment(
        string calldata did,
        address account
    ) external onlyGovernor returns (uint256 departmentId) {
        bytes calldata name = bytes(did);
        bool isDid =
            name.length > DID_PREFIX.length &&
                name.length <= MAX_DID_BYTES &&
                keccak256(name[:DID_PREFIX.length]) == keccak256(DID_PREFIX);
        if (!isDid) revert InvalidDid(did);
        if (account == address(0)) revert ZeroAccount();
        departmentId = uint256(keccak256(name)) >> 8;
        if (departmentAccount[departmentId] != address(0)) revert DepartmentAlreadyRegistered(departmentId);
        departmentAccount[departmentId] = account;
        emit DepartmentRegistered(departmentId, did, account);
    }

    /// @inheritdoc IIssuerRegistry
    function changeAccount(uint256 departmentId, address account) external {
        address present = departmentAccount[departmentId];
        if (present == address(0)) revert UnknownDepartment(departmentId);
        if (msg.sender != present && msg.sender != governor) revert NotDepartment(msg.sender);
        if (account == address(0)) revert ZeroAccount();
        departmentAccount[departmentId] = account;
        emit DepartmentAccountChanged(departmentId, account);
    }

    /// @inheritdoc IIssuerRegistry
    function registerKey(
        IssuerKey calldata key,
        uint256[2] calldata eighth,
        uint256 statusRoot,
        bytes32 listsHash
    ) external onlyGovernor returns (uint256 keyIndex) {
        if (_tree.size == TrustTree.CAPACITY) revert TrustTreeFull();
        _checkKey(key);
        _checkOrder(key.publicKey, eighth);
        _checkStatus(statusRoot, listsHash);
        _take(key);
        keyIndex = _tree.size;
        _entries[keyIndex] = Entry({
            key: DataCode.write(_words(key)),
            publishedAt: uint64(block.timestamp),
            removed: false,
            statusRoot: statusRoot
        });
        _supersede();
        _tree.append(_poseidon(), _leaf(key, statusRoot));
        emit IssuerKeyRegistered(keyIndex, key.departmentId, key.schemaHash, key);
        emit StatusPublished(keyIndex, statusRoot, listsHash, _tree.root);
    }

    /// @inheritdoc IIssuerRegistry
    function publishStatus(uint256 keyIndex, uint256 statusRoot, bytes32 listsHash) external {
        Entry storage entry = _entry(keyIndex);
        if (entry.removed) revert KeyAlreadyRemoved(keyIndex);
        IssuerKey memory key = _key(entry);
        if (msg.sender != departmentAccount[key.departmentId]) revert NotDepartment(msg.sender);
        if (block.timestamp >= key.endsAt) revert KeyEnded(keyIndex, key.endsAt);
        _checkStatus(statusRoot, listsHash);
        entry.publishedAt = uint64(block.timestamp);
        if (statusRoot != entry.statusRoot) {
            entry.statusRoot = statusRoot;
            _supersede();
            _tree.update(_poseidon(), keyIndex, _leaf(key, statusRoot));
        }
        emit StatusPublished(keyIndex, statusRoot, listsHash, _tree.root);
    }

    /// @inheritdoc IIssuerRegistry
    function removeKey(uint256 keyIndex, bool compromised) external {
        Entry storage entry = _entry(keyIndex);
        bool isOver = block.timestamp >= _key(entry).endsAt;
        if (msg.sender != governor && (compromised || !isOver)) revert NotGovernor(msg.sender);
        if (!entry.removed) {
            entry.removed = true;
            _supersede();
            _tree.update(_poseidon(), keyIndex, 0);
        } else if (!compromised) {
            revert KeyAlreadyRemoved(keyIndex);
        }
        // Also for a key that is out already: else whoever stole it could take it out at its end, and keep the roots that hold it.
        if (compromised) cutOffAt = uint64(block.timestamp);
        emit IssuerKeyRemoved(keyIndex, compromised, _tree.root);
    }

    /// @inheritdoc IIssuerRegistry
    function transferGovernor(address next) external onlyGovernor {
        nextGovernor = next;
        emit GovernorTransferStarted(next);
    }

    /// @inheritdoc IIssuerRegistry
    function acceptGovernor() external {
        if (msg.sender != nextGovernor) revert NotNextGovernor(msg.sender);
        emit GovernorTransferred(governor, msg.sender);
        governor = msg.sender;
        delete nextGovernor;
    }

    /// @inheritdoc IIssuerRegistry
    function issuerKey(
        uint256 keyIndex
    ) external view returns (IssuerKey memory key, uint256 statusRoot, uint64 publishedAt, bool removed) {
        Entry storage entry = _entry(keyIndex);
        return (_key(entry), entry.statusRoot, entry.publishedAt, entry.removed);
    }

    /// @inheritdoc IIssuerRegistry
    function keyCount() external view returns (uint256) {
        return _tree.size;
    }

    /// @inheritdoc IIssuerRegistry
    function trustRoot() external view returns (uint256) {
        return _tree.root;
    }

    /// @inheritdoc IIssuerRegistry
    function ageOf(uint256 root) external view returns (uint256 seconds_) {
        // A root of 0, of no leaves or one removed leaf, trusts nobody.
        if (root == 0) revert UnknownTrustRoot(root);
        if (root == _tree.root) return 0;
        uint256 supersededAt = _supersededAt[root];
        if (supersededAt == 0 || supersededAt <= cutOffAt) revert UnknownTrustRoot(root);
        return block.timestamp - supersededAt;
    }

    /// @dev From here on the present root ages. If it comes back, by an earlier status, it is young again.
    function _supersede() private {
        _supersededAt[_tree.root] = block.timestamp;
    }

    function _take(IssuerKey calldata key) private {
        bytes32 epochHash = keccak256(abi.encode(key.departmentId, key.schemaHash, key.epoch));
        if (_isEpochUsed[epochHash]) revert EpochAlreadyUsed(key.departmentId, key.schemaHash, key.epoch);
        _isEpochUsed[epochHash] = true;
        bytes32 publicKeyHash = keccak256(abi.encode(key.publicKey));
        if (_isPublicKeyUsed[publicKeyHash]) revert PublicKeyAlreadyUsed(key.publicKey[0], key.publicKey[1]);
        _isPublicKeyUsed[publicKeyHash] = true;
    }

    function _poseidon() private view returns (Poseidon memory) {
        return Poseidon({two: _poseidon2, five: _poseidon5});
    }

    function _key(Entry storage entry) private view returns (IssuerKey memory key) {
        uint256[] memory words = DataCode.read(entry.key);
        (key.departmentId, key.schemaHash) = (words[0], words[1]);
        (key.epoch, key.endsAt) = (uint32(words[2]), uint64(words[3]));
        (key.certificateHash, key.publicKey) = (bytes32(words[4]), [words[5], words[6]]);
    }

    function _checkKey(IssuerKey calldata key) private view {
        if (departmentAccount[key.departmentId] == address(0)) revert UnknownDepartment(key.departmentId);
        if (key.schemaHash == 0 || key.schemaHash >= Bn254.R) revert SchemaHashOutOfRange(key.schemaHash);
        if (key.endsAt <= block.timestamp) revert KeyEndsTooEarly(key.endsAt);
        if (key.certificateHash == 0) revert EmptyCertificateHash();
    }

    /// @dev Eight times any point of the curve is of order l or the identity.
    function _checkOrder(uint256[2] calldata key, uint256[2] calldata eighth) private pure {
        if (!BabyJubJub.isOnCurve(key[0], key[1])) revert NotOnCurve(key[0], key[1]);
        if (!BabyJubJub.isOnCurve(eighth[0], eighth[1])) revert NotOnCurve(eighth[0], eighth[1]);
        BabyJubJub.Point memory point = BabyJubJub.fromAffine(key[0], key[1]);
        if (point.isIdentity()) revert IdentityKey();
        BabyJubJub.Point memory cleared = BabyJubJub.fromAffine(eighth[0], eighth[1]);
        cleared.clearCofactor();
        if (!cleared.isEqual(point)) revert WrongEighth();
    }

    function _checkStatus(uint256 statusRoot, bytes32 listsHash) private pure {
        if (statusRoot == 0 || statusRoot >= Bn254.R) revert RootOutOfRange(statusRoot);
        if (listsHash == 0) revert EmptyListsHash();
    }

    function _entry(uint256 keyIndex) private view returns (Entry storage entry) {
        entry = _entries[keyIndex];
        if (entry.key == address(0)) revert UnknownKeyIndex(keyIndex);
    }

    /// @dev In the order in which `_key` reads them.
    function _words(IssuerKey calldata key) private pure returns (uint256[] memory words) {
        words = new uint256[](7);
        (words[0], words[1]) = (key.departmentId, key.schemaHash);
        (words[2], words[3]) = (key.epoch, key.endsAt);
        (words[4], words[5], words[6]) = (uint256(key.certificateHash), key.publicKey[0], key.publicKey[1]);
    }

    function _leaf(IssuerKey memory key, uint256 statusRoot) private view returns (uint256) {
        return _poseidon().hash5([Constants.TAG_TRUST, key.publicKey[0], key.publicKey[1], key.schemaHash, statusRoot]);
    }
}
