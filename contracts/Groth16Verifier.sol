// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IGroth16Verifier.sol";
import "./lib/BatchProof.sol";
import "./lib/Bn254.sol";
import "./lib/DataCode.sol";
import "./lib/KeyCheck.sol";

/// @title One Groth16 verifier for every circuit
/// @dev Documented in IGroth16Verifier. Nobody has any rights over it.
contract Groth16Verifier is IGroth16Verifier {
    struct Entry {
        address data; // contract whose code holds α, β, γ, δ, ic
        uint96 signalCount;
    }

    mapping(bytes32 keyId => Entry) private _entries;
    mapping(bytes32 keyId => bytes32) private _circuitHashes;

    constructor() {
        if (!Bn254.precompilesWork()) revert PrecompileMissing();
    }

    /// @inheritdoc IGroth16Verifier
    function registerKey(VerifyingKey calldata key) external returns (bytes32 keyId) {
        keyId = keccak256(abi.encode(key));
        if (_entries[keyId].data != address(0)) revert KeyAlreadyRegistered(keyId);
        uint256[] memory words = KeyCheck.checkedWords(key);
        uint256 signals = key.ic.length / 2 - 1;
        _entries[keyId] = Entry({data: DataCode.write(words), signalCount: uint96(signals)});
        _circuitHashes[keyId] = key.circuitHash;
        emit KeyRegistered(keyId, key.circuitHash, signals);
    }

    /// @inheritdoc IGroth16Verifier
    function verify(bytes32 keyId, uint256[8] calldata proof, uint256[] calldata signals) external view returns (bool) {
        Entry memory entry = _entry(keyId);
        if (signals.length != entry.signalCount) revert WrongSignalCount(signals.length, entry.signalCount);
        uint256[] memory key = DataCode.read(entry.data);
        // A single proof is a batch of one item whose signals are all common.
        BatchProof.Statement memory statement = BatchProof.Statement({
            key: key,
            seed: 0,
            commonCount: signals.length,
            commonPoint: BatchProof.commonPoint(key, signals)
        });
        uint256[] calldata item;
        // Assembly: a fixed calldata array has no other way to become a slice.
        assembly ("memory-safe") {
            item.offset := proof
            item.length := 8
        }
        return BatchProof.holds(statement, item);
    }

    /// @inheritdoc IGroth16Verifier
    function verifyBatch(
        bytes32 keyId,
        uint256[] calldata common,
        uint256[] calldata items
    ) external view returns (bool) {
        return _verifyBatch(keyId, common.length, commonPoint(keyId, common), items);
    }

    /// @inheritdoc IGroth16Verifier
    function verifyBatchAt(
        bytes32 keyId,
        uint256 commonCount,
        uint256[2] calldata point,
        uint256[] calldata items
    ) external view returns (bool) {
        return _verifyBatch(keyId, commonCount, point, items);
    }

    /// @inheritdoc IGroth16Verifier
    function commonPoint(bytes32 keyId, uint256[] calldata common) public view returns (uint256[2] memory) {
        Entry memory entry = _entry(keyId);
        if (common.length > entry.signalCount) revert WrongSignalCount(common.length, entry.signalCount);
        return BatchProof.commonPoint(DataCode.read(entry.data), common);
    }

    /// @inheritdoc IGroth16Verifier
    function signalCount(bytes32 keyId) external view returns (uint256) {
        return _entries[keyId].signalCount;
    }

    /// @inheritdoc IGroth16Verifier
    function circuitHash(bytes32 keyId) external view returns (bytes32) {
        return _circuitHashes[keyId];
    }

    /// @inheritdoc IGroth16Verifier
    function verifyingKey(bytes32 keyId) external view returns (VerifyingKey memory key) {
        uint256[] memory words = DataCode.read(_entry(keyId).data);
        key.circuitHash = _circuitHashes[keyId];
        key.alpha = [words[0], words[1]];
        key.beta = [words[2], words[3], words[4], words[5]];
        key.gamma = [words[6], words[7], words[8], words[9]];
        key.delta = [words[10], words[11], words[12], words[13]];
        key.ic = new uint256[](words.length - BatchProof.IC_OFFSET);
        for (uint256 i = 0; i < key.ic.length; ++i) key.ic[i] = words[BatchProof.IC_OFFSET + i];
    }

    function _verifyBatch(
        bytes32 keyId,
        uint256 commonCount,
        uint256[2] memory point,
        uint256[] calldata items
    ) private view returns (bool) {
        Entry memory entry = _entry(keyId);
        if (commonCount > entry.signalCount) revert WrongSignalCount(commonCount, entry.signalCount);
        uint256 stride = BatchProof.PROOF_WORDS + entry.signalCount - commonCount;
        uint256 count = items.length / stride;
        if (items.length % stride != 0 || count == 0 || count > Constants.MAX_BATCH) revert MalformedBatch();
        // The lengths are in the encoding, and the point stands for the common signals.
        bytes32 seed = keccak256(
            abi.encode(Constants.TAG_BATCH, block.chainid, address(this), keyId, commonCount, point, items)
        );
        uint256[] memory key = DataCode.read(entry.data);
        return BatchProof.holds(BatchProof.Statement(key, seed, commonCount, point), items);
    }

    function _entry(bytes32 keyId) private view returns (Entry memory entry) {
        entry = _entries[keyId];
        if (entry.data == address(0)) revert UnknownKey(keyId);
    }
}
