// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./PresentationChecks.sol";
import "./interfaces/IEnrolments.sol";
import "./lib/Context.sol";

/// @title Open electorates
/// @dev Documented in IEnrolments.
contract Enrolments is PresentationChecks, IEnrolments {
    struct Record {
        Enrolment enrolment;
        // The verifier's digest of the policy's hash.
        uint256[2] commonPoint;
        mapping(uint256 pseudonym => bool) isEnrolled;
        mapping(uint256 commitment => bool) isTaken;
    }

    /// @dev policyHash.
    uint256 private constant COMMON_SIGNALS = 1;
    /// @dev Proof, then contextHash, trustRoot, now, pseudonym, disclosureHash.
    uint256 private constant ITEM_WORDS = PROOF_WORDS + 5;
    uint256 private constant MAX_SIZE = 1 << Constants.ROLL_DEPTH;
    uint256 private constant MAX_NAME_BYTES = 200;

    /// @inheritdoc IEnrolments
    uint256 public enrolmentCount;

    mapping(uint256 enrolmentId => Record) private _records;

    constructor(
        IGroth16Verifier verifier_,
        IIssuerRegistry issuerRegistry_,
        IPolicyRegistry policyRegistry_,
        bytes32[3] memory presentationKeyIds
    ) PresentationChecks(verifier_, issuerRegistry_, policyRegistry_, presentationKeyIds) {}

    /// @inheritdoc IEnrolments
    function open(
        uint256 policyId,
        string calldata name,
        uint64 opensAt,
        uint64 closesAt
    ) external returns (uint256 enrolmentId) {
        Policy memory policy = policyRegistry.policy(policyId);
        _requireDepartment(policy.terms.departmentId);
        if (policy.retired) revert IPolicyRegistry.RetiredPolicy(policyId);
        uint256 length = bytes(name).length;
        if (length == 0 || length > MAX_NAME_BYTES) revert NameLengthOutOfRange(length);
        if (opensAt >= closesAt || block.timestamp >= closesAt) revert TimesOutOfOrder();

        enrolmentId = ++enrolmentCount;
        Record storage record = _records[enrolmentId];
        record.enrolment = Enrolment({policyId: policyId, opensAt: opensAt, closesAt: closesAt, size: 0});
        uint256[] memory common = new uint256[](COMMON_SIGNALS);
        common[0] = policy.terms.policyHash;
        record.commonPoint = verifier.commonPoint(presentationKeyId(policy.terms.circuit), common);
        emit EnrolmentOpened(enrolmentId, policyId, name, opensAt, closesAt);
    }

    /// @inheritdoc IEnrolments
    function enrol(
        uint256 enrolmentId,
        uint256[] calldata items,
        uint256[] calldata commitments
    ) external returns (uint256 accepted) {
        Record storage record = _record(enrolmentId);
        Enrolment memory current = record.enrolment;
        if (block.timestamp < current.opensAt || block.timestamp >= current.closesAt) {
            revert EnrolmentNotOpen(enrolmentId);
        }
        PolicyRules rules = _openRules(current.policyId);
        // Refuses a length that is no whole number of items, so slices below are exact.
        if (!_verify(rules.circuit(), COMMON_SIGNALS, record.commonPoint, items)) revert InvalidProof();
        uint256 count = items.length / ITEM_WORDS;
        if (commitments.length != count) revert WrongLength(commitments.length, count);

        Trust memory trust;
        for (uint256 i = 0; i < count; ++i) {
            uint256[] calldata item = items[i * ITEM_WORDS:(i + 1) * ITEM_WORDS];
            _checkContext(enrolmentId, commitments[i], item[PROOF_WORDS]);
            _checkOwn(rules, trust, item[PROOF_WORDS + 1:]);
            if (_add(record, enrolmentId, commitments[i], item, current.size + accepted)) ++accepted;
        }
        if (accepted == 0) revert NothingAccepted();
        record.enrolment.size = current.size + uint32(accepted);
    }

    /// @inheritdoc IEnrolments
    function enrolment(uint256 enrolmentId) external view returns (Enrolment memory) {
        return _record(enrolmentId).enrolment;
    }

    /// @inheritdoc IEnrolments
    function isEnrolled(uint256 enrolmentId, uint256 pseudonym) external view returns (bool) {
        return _record(enrolmentId).isEnrolled[pseudonym];
    }

    /// @inheritdoc IEnrolments
    function enrolmentContext(uint256 enrolmentId, uint256 commitment) external view returns (uint256) {
        _record(enrolmentId);
        return Context.enrolment(enrolmentId, commitment);
    }

    function _record(uint256 enrolmentId) private view returns (Record storage record) {
        if (enrolmentId == 0 || enrolmentId > enrolmentCount) revert UnknownEnrolment(enrolmentId);
        record = _records[enrolmentId];
    }

    function _checkContext(uint256 enrolmentId, uint256 commitment, uint256 contextHash) private view {
        if (commitment == 0 || commitment >= Bn254.R) revert CommitmentOutOfRange(commitment);
        uint256 needed = Context.enrolment(enrolmentId, commitment);
        if (contextHash != needed) revert WrongContext(contextHash, needed);
    }

    /// @dev Enrols one checked commitment, unless it or the pseudonym is enrolled.
    function _add(
        Record storage record,
        uint256 enrolmentId,
        uint256 commitment,
        uint256[] calldata item,
        uint256 position
    ) private returns (bool) {
        uint256 pseudonym = item[PROOF_WORDS + 3];
        if (record.isEnrolled[pseudonym] || record.isTaken[commitment]) return false;
        if (position >= MAX_SIZE) revert EnrolmentFull(enrolmentId);
        record.isEnrolled[pseudonym] = true;
        record.isTaken[commitment] = true;
        emit Enrolled(enrolmentId, pseudonym, commitment, position, item);
        return true;
    }
}
