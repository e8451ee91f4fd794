// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IElections.sol";

/// @title Verifying keys of the circuits that elections use
/// @dev One key for each capacity, fixed at deployment; the part of Elections that knows how many circuits there are.
abstract contract CircuitKeys is IElections {
    bytes32 private immutable _ballotKey2;
    bytes32 private immutable _ballotKey4;
    bytes32 private immutable _ballotKey8;
    bytes32 private immutable _decryptionKey2;
    bytes32 private immutable _decryptionKey4;
    bytes32 private immutable _decryptionKey8;

    constructor(IGroth16Verifier verifier_, bytes32[3] memory ballotKeyIds, bytes32[3] memory decryptionKeyIds) {
        _requireSignals(verifier_, ballotKeyIds[0], Constants.SIGNAL_COUNT_BALLOT_2);
        _requireSignals(verifier_, ballotKeyIds[1], Constants.SIGNAL_COUNT_BALLOT_4);
        _requireSignals(verifier_, ballotKeyIds[2], Constants.SIGNAL_COUNT_BALLOT_8);
        _requireSignals(verifier_, decryptionKeyIds[0], Constants.SIGNAL_COUNT_DECRYPTION_2);
        _requireSignals(verifier_, decryptionKeyIds[1], Constants.SIGNAL_COUNT_DECRYPTION_4);
        _requireSignals(verifier_, decryptionKeyIds[2], Constants.SIGNAL_COUNT_DECRYPTION_8);
        (_ballotKey2, _ballotKey4, _ballotKey8) = (ballotKeyIds[0], ballotKeyIds[1], ballotKeyIds[2]);
        _decryptionKey2 = decryptionKeyIds[0];
        _decryptionKey4 = decryptionKeyIds[1];
        _decryptionKey8 = decryptionKeyIds[2];
    }

    /// @inheritdoc IElections
    function ballotKeyId(uint256 optionCapacity) public view returns (bytes32) {
        return _byCapacity(optionCapacity, _ballotKey2, _ballotKey4, _ballotKey8);
    }

    /// @inheritdoc IElections
    function decryptionKeyId(uint256 optionCapacity) public view returns (bytes32) {
        return _byCapacity(optionCapacity, _decryptionKey2, _decryptionKey4, _decryptionKey8);
    }

    function _requireSignals(IGroth16Verifier verifier_, bytes32 keyId, uint256 needed) private view {
        uint256 signals = verifier_.signalCount(keyId);
        if (signals != needed) revert UnsuitableKey(keyId, signals, needed);
    }

    function _byCapacity(
        uint256 optionCapacity,
        bytes32 two,
        bytes32 four,
        bytes32 eight
    ) private pure returns (bytes32) {
        if (optionCapacity == 2) return two;
        if (optionCapacity == 4) return four;
        if (optionCapacity == 8) return eight;
        revert UnknownCapacity(optionCapacity);
    }
}
