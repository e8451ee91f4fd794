// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IPresentationChecks.sol";
import "./lib/BatchProof.sol";
import "./lib/Bn254.sol";
import "./lib/DataCode.sol";

/// @title What every contract that accepts presentations checks
/// @dev Documented in IPresentationChecks. All calls to other contracts are static calls of immutable addresses: none of them can change
/// anything, here or elsewhere, so there is nothing to re-enter.
abstract contract PresentationChecks is IPresentationChecks {
    uint256 internal constant PROOF_WORDS = BatchProof.PROOF_WORDS;

    /// @inheritdoc IPresentationChecks
    IGroth16Verifier public immutable verifier;
    /// @inheritdoc IPresentationChecks
    IIssuerRegistry public immutable issuerRegistry;
    /// @inheritdoc IPresentationChecks
    IPolicyRegistry public immutable policyRegistry;

    bytes32 private immutable _plainKey;
    bytes32 private immutable _sealedKey;
    bytes32 private immutable _pairKey;
    /// @dev The same keys' words, as code.
    address private immutable _plainData;
    address private immutable _sealedData;
    address private immutable _pairData;

    /// @dev What one call knows of the presentations' trust root: most presentations of a batch share it.
    struct Trust {
        uint256 root; // 0: none looked up yet; no tree has this root
        uint256 age; // seconds
    }

    /// @param presentationKeyIds Verifying keys of the circuits plain, sealed, pair.
    constructor(
        IGroth16Verifier verifier_,
        IIssuerRegistry issuerRegistry_,
        IPolicyRegistry policyRegistry_,
        bytes32[3] memory presentationKeyIds
    ) {
        (verifier, issuerRegistry, policyRegistry) = (verifier_, issuerRegistry_, policyRegistry_);
        (_plainKey, _sealedKey, _pairKey) = (presentationKeyIds[0], presentationKeyIds[1], presentationKeyIds[2]);
        _plainData = _copyKey(verifier_, presentationKeyIds[0]);
        _sealedData = _copyKey(verifier_, presentationKeyIds[1]);
        _pairData = _copyKey(verifier_, presentationKeyIds[2]);
    }

    /// @inheritdoc IPresentationChecks
    function presentationKeyId(PresentationCircuit circuit) public view returns (bytes32) {
        if (circuit == PresentationCircuit.Plain) return _plainKey;
        return circuit == PresentationCircuit.Sealed ? _sealedKey : _pairKey;
    }

    /// @dev As the verifier's `verifyBatchAt`, by the same library with the same key, but here: the call would cost 7,000 gas more.
    function _verify(
        PresentationCircuit circuit,
        uint256 commonCount,
        uint256[2] memory commonPoint,
        uint256[] calldata items
    ) internal view returns (bool) {
        uint256 stride = PROOF_WORDS + Constants.SIGNAL_COUNT_PRESENTATION - commonCount;
        uint256 count = items.length / stride;
        if (items.length % stride != 0 || count == 0 || count > Constants.MAX_BATCH) {
            revert IGroth16Verifier.MalformedBatch();
        }
        // A single proof has the coefficient 1, whatever the seed.
        bytes32 seed = count == 1 ? bytes32(0) : _seed(circuit, commonCount, commonPoint, items);
        address data =
            circuit == PresentationCircuit.Plain
                ? _plainData
                : circuit == PresentationCircuit.Sealed
                    ? _sealedData
                    : _pairData;
        return BatchProof.holds(BatchProof.Statement(DataCode.read(data), seed, commonCount, commonPoint), items);
    }

    /// @dev Hash of all that an attacker could choose. The lengths are in the encoding, and the point stands for the common signals.
    function _seed(
        PresentationCircuit circuit,
        uint256 commonCount,
        uint256[2] memory commonPoint,
        uint256[] calldata items
    ) private view returns (bytes32) {
        bytes32 keyId = presentationKeyId(circuit);
        return
            keccak256(
                abi.encode(Constants.TAG_BATCH, block.chainid, address(this), keyId, commonCount, commonPoint, items)
            );
    }

    /// @dev Writes the words α, β, γ, δ, ic of a registered key into code, as the library reads them.
    function _copyKey(IGroth16Verifier verifier_, bytes32 keyId) private returns (address) {
        _requireSignals(verifier_, keyId, Constants.SIGNAL_COUNT_PRESENTATION);
        IGroth16Verifier.VerifyingKey memory key = verifier_.verifyingKey(keyId);
        uint256 count = BatchProof.IC_OFFSET + key.ic.length;
        // An array's encoding: where it begins, its length, its words.
        bytes memory words = abi.encodePacked(uint256(0x20), count, key.alpha, key.beta, key.gamma, key.delta, key.ic);
        return DataCode.write(abi.decode(words, (uint256[])));
    }

    function _requireSignals(IGroth16Verifier verifier_, bytes32 keyId, uint256 needed) internal view {
        uint256 signals = verifier_.signalCount(keyId);
        if (signals != needed) revert UnsuitableKey(keyId, signals, needed);
    }

    /// @dev Half of the check of who acts for a department; the other half is that unknown departments have the account 0.
    function _requireDepartment(uint256 departmentId) internal view {
        if (msg.sender != issuerRegistry.departmentAccount(departmentId)) {
            revert IIssuerRegistry.NotDepartment(msg.sender);
        }
    }

    /// @dev The rules of a policy that takes presentations.
    function _openRules(uint256 policyId) internal view returns (PolicyRules rules) {
        rules = policyRegistry.rules(policyId);
        if (rules.retired()) revert IPolicyRegistry.RetiredPolicy(policyId);
    }

    /// @dev Checks all that a right proof leaves open: its time, its trust root, and that the pseudonym has its one form.
    /// @param own [trustRoot, now, pseudonym, …]
    function _checkOwn(PolicyRules rules, Trust memory trust, uint256[] calldata own) internal view {
        (uint256 root, uint256 now_, uint256 pseudonym) = (own[0], own[1], own[2]);
        if (now_ > block.timestamp) revert PresentationFromFuture(now_, block.timestamp);
        if (block.timestamp - now_ > rules.maxClockSkew()) revert PresentationTooOld(now_, block.timestamp);
        if (root != trust.root || root == 0) {
            (trust.root, trust.age) = (root, issuerRegistry.ageOf(root));
            if (trust.age > rules.maxStatusAge()) revert TrustRootTooOld(root, trust.age);
        }
        // The verifier has checked it; but here it becomes a storage key, and a second form of it would be a second pseudonym.
        if (pseudonym >= Bn254.R) revert PseudonymOutOfRange(pseudonym);
    }
}
