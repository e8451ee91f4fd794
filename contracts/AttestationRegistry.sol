// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./PresentationChecks.sol";
import "./interfaces/IAttestationRegistry.sol";
import "./lib/Context.sol";
import "./types/AttestationRecord.sol";

/// @title Register of attestations
/// @dev Documented in IAttestationRegistry.
contract AttestationRegistry is PresentationChecks, IAttestationRegistry {
    /// @dev policyHash, contextHash.
    uint256 private constant COMMON_SIGNALS = 2;
    /// @dev Proof, then trustRoot, now, pseudonym, disclosureHash.
    uint256 private constant ITEM_WORDS = PROOF_WORDS + 4;

    /// @inheritdoc IAttestationRegistry
    bytes32 public immutable pseudonymKeyId;

    mapping(uint256 policyId => mapping(uint256 pseudonym => AttestationRecord)) private _attestations;
    /// @dev The verifier's digest of what all presentations of a policy share, from the first one on. Neither ever changes.
    mapping(uint256 policyId => uint256[2]) private _commonPoints;

    constructor(
        IGroth16Verifier verifier_,
        IIssuerRegistry issuerRegistry_,
        IPolicyRegistry policyRegistry_,
        bytes32[3] memory presentationKeyIds,
        bytes32 pseudonymKeyId_
    ) PresentationChecks(verifier_, issuerRegistry_, policyRegistry_, presentationKeyIds) {
        _requireSignals(verifier_, pseudonymKeyId_, Constants.SIGNAL_COUNT_PSEUDONYM);
        pseudonymKeyId = pseudonymKeyId_;
    }

    /// @inheritdoc IAttestationRegistry
    function attest(uint256 policyId, uint256[] calldata items) external returns (uint256 accepted) {
        PolicyRules rules = _openRules(policyId);
        uint256[2] memory point = _commonPoint(policyId, rules.circuit());
        // Refuses a length that is no whole number of items, so slices below are exact.
        if (!_verify(rules.circuit(), COMMON_SIGNALS, point, items)) revert InvalidProof();
        Trust memory trust;
        for (uint256 at = 0; at < items.length; at += ITEM_WORDS) {
            _checkOwn(rules, trust, items[at + PROOF_WORDS:at + ITEM_WORDS]);
            if (_record(policyId, _expiry(rules, trust.age), items[at:at + ITEM_WORDS])) ++accepted;
        }
        if (accepted == 0) revert NothingAccepted();
    }

    /// @inheritdoc IAttestationRegistry
    function withdraw(uint256 policyId, uint256 pseudonym, uint256[8] calldata proof) external {
        AttestationRecord current = _existing(policyId, pseudonym);
        if (current.withdrawn()) revert AlreadyWithdrawn(policyId, pseudonym);
        uint256 context = Context.withdrawal(policyId, current.provenAt());
        if (!isHolder(policyId, pseudonym, context, proof)) revert InvalidProof();
        _attestations[policyId][pseudonym] = current.withWithdrawal(block.timestamp);
        emit Withdrawn(policyId, pseudonym);
    }

    /// @inheritdoc IAttestationRegistry
    function revoke(uint256 policyId, uint256 pseudonym, bytes32 reason) external {
        PolicyTerms memory terms = policyRegistry.policy(policyId).terms;
        _requireDepartment(terms.departmentId);
        if (!terms.revocable) revert NotRevocable(policyId);
        AttestationRecord current = _existing(policyId, pseudonym);
        if (current.revoked()) revert AlreadyRevoked(policyId, pseudonym);
        _attestations[policyId][pseudonym] = current.withRevocation();
        emit Revoked(policyId, pseudonym, reason);
    }

    /// @inheritdoc IAttestationRegistry
    function requireAttestation(uint256 policyId, uint256 pseudonym) external view {
        if (!isValid(policyId, pseudonym)) revert NotAttested(policyId, pseudonym);
    }

    /// @inheritdoc IAttestationRegistry
    function isValid(uint256 policyId, uint256 pseudonym) public view returns (bool) {
        AttestationRecord current = _attestations[policyId][pseudonym];
        // Without an attestation expiresAt is 0.
        return block.timestamp < current.expiresAt() && !current.withdrawn() && !current.revoked();
    }

    /// @inheritdoc IAttestationRegistry
    function attestation(uint256 policyId, uint256 pseudonym) external view returns (Attestation memory) {
        AttestationRecord current = _attestations[policyId][pseudonym];
        return
            Attestation({
                provenAt: current.provenAt(),
                attestedAt: current.attestedAt(),
                expiresAt: current.expiresAt(),
                withdrawn: current.withdrawn(),
                revoked: current.revoked()
            });
    }

    /// @inheritdoc IAttestationRegistry
    function isHolder(
        uint256 policyId,
        uint256 pseudonym,
        uint256 contextHash,
        uint256[8] calldata proof
    ) public view returns (bool) {
        PolicyTerms memory terms = policyRegistry.policy(policyId).terms;
        uint256[] memory signals = new uint256[](Constants.SIGNAL_COUNT_PSEUDONYM);
        (signals[0], signals[1], signals[2], signals[3]) = (terms.departmentId, terms.scopeId, contextHash, pseudonym);
        return verifier.verify(pseudonymKeyId, proof, signals);
    }

    /// @inheritdoc IAttestationRegistry
    function attestationContext(uint256 policyId) public view returns (uint256) {
        return Context.attestation(policyId);
    }

    /// @inheritdoc IAttestationRegistry
    function withdrawalContext(uint256 policyId, uint256 pseudonym) external view returns (uint256) {
        return Context.withdrawal(policyId, _attestations[policyId][pseudonym].provenAt());
    }

    function _existing(uint256 policyId, uint256 pseudonym) private view returns (AttestationRecord current) {
        current = _attestations[policyId][pseudonym];
        if (!current.exists()) revert NotAttested(policyId, pseudonym);
    }

    /// @dev Records one checked presentation, unless it adds nothing.
    function _record(uint256 policyId, uint64 expiresAt, uint256[] calldata item) private returns (bool) {
        (uint256 provenAt, uint256 pseudonym) = (item[PROOF_WORDS + 1], item[PROOF_WORDS + 2]);
        AttestationRecord current = _attestations[policyId][pseudonym];
        if (provenAt <= current.provenAt() || current.revoked()) return false;
        uint64 attestedAt = uint64(block.timestamp);
        _attestations[policyId][pseudonym] = AttestationRecordLib.pack(provenAt, attestedAt, expiresAt);
        emit Attested(policyId, pseudonym, attestedAt, expiresAt, item);
        return true;
    }

    /// @dev From a root superseded `age` seconds ago nobody can tell what happened since. A policy that lapses gives that maxStatusAge in all.
    function _expiry(PolicyRules rules, uint256 age) private view returns (uint64) {
        uint256 holds = rules.validity();
        if (rules.lapses() && rules.maxStatusAge() - age < holds) holds = rules.maxStatusAge() - age;
        return uint64(block.timestamp + holds);
    }

    function _commonPoint(uint256 policyId, PresentationCircuit circuit) private returns (uint256[2] memory point) {
        point = _commonPoints[policyId];
        // (0, 0) would be the identity, which no hash can be made to give.
        if (point[0] | point[1] != 0) return point;
        uint256[] memory common = new uint256[](COMMON_SIGNALS);
        common[0] = policyRegistry.policy(policyId).terms.policyHash;
        common[1] = attestationContext(policyId);
        point = verifier.commonPoint(presentationKeyId(circuit), common);
        _commonPoints[policyId] = point;
    }
}
