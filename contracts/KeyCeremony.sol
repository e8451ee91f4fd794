// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./generated/Constants.sol";
import "./interfaces/IGroth16Verifier.sol";
import "./interfaces/IKeyCeremony.sol";
import "./lib/BabyJubJub.sol";
import "./lib/Dealing.sol";
import "./lib/Possession.sol";

/// @title Key ceremony with publicly verified dealings
/// @dev Documented in IKeyCeremony. Nobody has any rights over a ceremony but its trustees, each over its own part. The only
/// external calls go to the verifier, an immutable contract without side effects.
contract KeyCeremony is IKeyCeremony {
    using BabyJubJub for BabyJubJub.Point;

    /// @dev A sum that nothing was added to yet is stored as (0, 0), which is on no curve.
    struct AffinePoint {
        uint256 x;
        uint256 y;
    }

    struct Trustee {
        address account;
        bool hasDealt;
        bytes32 dealingHash;
        AffinePoint recipientKey;
        AffinePoint publicShare;
    }

    struct Record {
        address creator;
        uint8 trusteeCount;
        uint8 threshold;
        uint8 registered;
        uint8 committed;
        uint8 dealt;
        uint64 registerBy;
        uint64 commitBy;
        uint64 dealBy;
        AffinePoint electionKey;
        mapping(uint256 index => Trustee) trustees;
        mapping(address account => uint256) indexOf; // 0: no trustee
    }

    /// @inheritdoc IKeyCeremony
    IGroth16Verifier public immutable verifier;
    /// @inheritdoc IKeyCeremony
    bytes32 public immutable dealingKeyId;
    /// @inheritdoc IKeyCeremony
    uint256 public ceremonyCount;

    mapping(uint256 ceremonyId => Record) private _records;

    constructor(IGroth16Verifier verifier_, bytes32 dealingKeyId_) {
        uint256 signals = verifier_.signalCount(dealingKeyId_);
        if (signals != Constants.SIGNAL_COUNT_DEALING) {
            revert UnsuitableKey(dealingKeyId_, signals, Constants.SIGNAL_COUNT_DEALING);
        }
        verifier = verifier_;
        dealingKeyId = dealingKeyId_;
    }

    /// @inheritdoc IKeyCeremony
    function createCeremony(
        address[] calldata trustees,
        uint8 threshold,
        uint64 registerBy,
        uint64 commitBy,
        uint64 dealBy
    ) external returns (uint256 ceremonyId) {
        uint256 count = trustees.length;
        if (count < 2 || count > Constants.MAX_TRUSTEES) revert TrusteeCountOutOfRange(count);
        if (threshold < 2 || threshold > count) revert ThresholdOutOfRange(threshold, count);
        if (block.timestamp >= registerBy || registerBy >= commitBy || commitBy >= dealBy) {
            revert TimesOutOfOrder();
        }
        ceremonyId = ++ceremonyCount;
        Record storage record = _records[ceremonyId];
        record.creator = msg.sender;
        record.trusteeCount = uint8(count);
        record.threshold = threshold;
        (record.registerBy, record.commitBy, record.dealBy) = (registerBy, commitBy, dealBy);
        for (uint256 index = 1; index <= count; ++index) {
            address account = trustees[index - 1];
            if (account == address(0) || record.indexOf[account] != 0) revert InvalidTrustee(account);
            record.indexOf[account] = index;
            record.trustees[index].account = account;
        }
        emit CeremonyCreated(ceremonyId, msg.sender, trustees, threshold, registerBy, commitBy, dealBy);
    }

    /// @inheritdoc IKeyCeremony
    function register(
        uint256 ceremonyId,
        uint256[2] calldata point,
        uint256[2] calldata nonce,
        uint256 response
    ) external {
        (Record storage record, uint256 index) = _enter(ceremonyId, CeremonyPhase.Registering);
        AffinePoint storage stored = record.trustees[index].recipientKey;
        if (stored.y != 0) revert AlreadyRegistered(index);
        if (response >= BabyJubJub.L) revert ScalarOutOfRange(response);
        if (!BabyJubJub.isOnCurve(nonce[0], nonce[1])) revert NotOnCurve(nonce[0], nonce[1]);

        uint256[2] memory key = _recipientKey(point);
        if (!Possession.holds(Possession.Proof(ceremonyId, msg.sender, key, nonce, response))) {
            revert InvalidPossessionProof();
        }
        (stored.x, stored.y) = (key[0], key[1]);
        ++record.registered;
        emit TrusteeRegistered(ceremonyId, index, msg.sender, key, nonce, response);
    }

    /// @inheritdoc IKeyCeremony
    function commit(uint256 ceremonyId, bytes32 hash) external {
        (Record storage record, uint256 index) = _enter(ceremonyId, CeremonyPhase.Committing);
        Trustee storage trustee = record.trustees[index];
        if (trustee.dealingHash != 0) revert AlreadyCommitted(index);
        if (hash == 0) revert EmptyDealingHash();
        trustee.dealingHash = hash;
        ++record.committed;
        emit DealingCommitted(ceremonyId, index, hash);
    }

    /// @inheritdoc IKeyCeremony
    function deal(uint256 ceremonyId, uint256[2][] calldata commitments, uint256[] calldata shares) external {
        (Record storage record, uint256 index) = _enter(ceremonyId, CeremonyPhase.Dealing);
        Trustee storage trustee = record.trustees[index];
        if (trustee.dealingHash == 0) revert NotCommitted(index);
        if (trustee.hasDealt) revert AlreadyDealt(index);
        _requireLength(commitments.length, record.threshold);
        _requireLength(shares.length, record.trusteeCount * Dealing.SHARE_WORDS);
        bytes32 hash = Dealing.hash(ceremonyId, index, commitments, shares);
        if (hash != trustee.dealingHash) revert WrongDealing(hash, trustee.dealingHash);

        trustee.hasDealt = true;
        ++record.dealt;
        uint256[] memory shareKeys = _addDealing(record, Dealing.feldman(commitments));
        Dealing.Statement memory statement = Dealing.Statement({
            ceremonyId: ceremonyId,
            dealerIndex: index,
            shareKeys: shareKeys,
            recipientKeys: _recipientKeys(record)
        });
        uint256[] memory items = Dealing.items(statement, shares);
        // Reverting undoes what was added: the dealing is accepted whole or refused whole.
        if (!verifier.verifyBatch(dealingKeyId, new uint256[](0), items)) revert InvalidProof();
        emit DealingAccepted(ceremonyId, index, commitments, shares);
    }

    /// @inheritdoc IKeyCeremony
    function ceremony(uint256 ceremonyId) external view returns (Ceremony memory) {
        Record storage record = _record(ceremonyId);
        address[] memory trustees = new address[](record.trusteeCount);
        for (uint256 i = 0; i < trustees.length; ++i) trustees[i] = record.trustees[i + 1].account;
        return
            Ceremony({
                threshold: record.threshold,
                registerBy: record.registerBy,
                commitBy: record.commitBy,
                dealBy: record.dealBy,
                registered: record.registered,
                committed: record.committed,
                dealt: record.dealt,
                creator: record.creator,
                trustees: trustees
            });
    }

    /// @inheritdoc IKeyCeremony
    function phase(uint256 ceremonyId) external view returns (CeremonyPhase) {
        return _phase(_record(ceremonyId));
    }

    /// @inheritdoc IKeyCeremony
    function electionKey(uint256 ceremonyId) external view returns (uint256 x, uint256 y) {
        Record storage record = _record(ceremonyId);
        if (_phase(record) != CeremonyPhase.Finished) revert NotFinished(ceremonyId);
        return (record.electionKey.x, record.electionKey.y);
    }

    /// @inheritdoc IKeyCeremony
    function publicShare(uint256 ceremonyId, uint256 index) external view returns (uint256 x, uint256 y) {
        AffinePoint storage share = _trustee(ceremonyId, index).publicShare;
        return (share.x, share.y);
    }

    /// @inheritdoc IKeyCeremony
    function recipientKey(uint256 ceremonyId, uint256 index) external view returns (uint256 x, uint256 y) {
        AffinePoint storage key = _trustee(ceremonyId, index).recipientKey;
        return (key.x, key.y);
    }

    /// @inheritdoc IKeyCeremony
    function dealingCommitment(uint256 ceremonyId, uint256 index) external view returns (bytes32) {
        return _trustee(ceremonyId, index).dealingHash;
    }

    /// @inheritdoc IKeyCeremony
    function hasDealt(uint256 ceremonyId, uint256 index) external view returns (bool) {
        return _trustee(ceremonyId, index).hasDealt;
    }

    /// @inheritdoc IKeyCeremony
    function dealingHash(
        uint256 ceremonyId,
        uint256 dealerIndex,
        uint256[2][] calldata commitments,
        uint256[] calldata shares
    ) external view returns (bytes32) {
        return Dealing.hash(ceremonyId, dealerIndex, commitments, shares);
    }

    /// @dev The sender's place in a ceremony that is in the phase needed.
    function _enter(
        uint256 ceremonyId,
        CeremonyPhase needed
    ) private view returns (Record storage record, uint256 index) {
        record = _record(ceremonyId);
        CeremonyPhase actual = _phase(record);
        if (actual != needed) revert WrongCeremonyPhase(actual, needed);
        index = record.indexOf[msg.sender];
        if (index == 0) revert NotTrustee(msg.sender);
    }

    /// @dev Deadlines are exclusive, and a phase ends early once nobody is left to act in it.
    function _phase(Record storage record) private view returns (CeremonyPhase) {
        if (record.registered < record.trusteeCount) {
            return block.timestamp < record.registerBy ? CeremonyPhase.Registering : CeremonyPhase.Failed;
        }
        if (record.committed < record.trusteeCount) {
            if (block.timestamp < record.commitBy) return CeremonyPhase.Committing;
            if (record.committed < record.threshold) return CeremonyPhase.Failed;
        }
        if (record.dealt < record.committed && block.timestamp < record.dealBy) return CeremonyPhase.Dealing;
        return record.dealt < record.threshold ? CeremonyPhase.Failed : CeremonyPhase.Finished;
    }

    function _recipientKey(uint256[2] calldata point) private view returns (uint256[2] memory key) {
        if (!BabyJubJub.isOnCurve(point[0], point[1])) revert NotOnCurve(point[0], point[1]);
        BabyJubJub.Point memory cleared = BabyJubJub.fromAffine(point[0], point[1]);
        cleared.clearCofactor();
        if (cleared.isIdentity()) revert IdentityKey();
        (key[0], key[1]) = cleared.toAffine();
    }

    /// @dev Adds A_0 to the election key and S_j to each public share, with one inversion for all points.
    /// @return shareKeys S_j for each trustee, affine words.
    function _addDealing(
        Record storage record,
        BabyJubJub.Point[] memory feldman
    ) private returns (uint256[] memory shareKeys) {
        uint256 count = record.trusteeCount;
        if (feldman[0].isIdentity()) revert IdentityKey();
        // Order: S_1 … S_n, new public shares 1 … n, new election key.
        BabyJubJub.Point[] memory points = new BabyJubJub.Point[](2 * count + 1);
        for (uint256 j = 0; j < count; ++j) {
            points[j] = Dealing.shareKey(feldman, j + 1);
            points[count + j] = _sum(record.trustees[j + 1].publicShare, points[j]);
        }
        points[2 * count] = _sum(record.electionKey, feldman[0]);

        uint256[] memory words = BabyJubJub.toAffine(points);
        shareKeys = new uint256[](2 * count);
        for (uint256 j = 0; j < count; ++j) {
            (shareKeys[2 * j], shareKeys[2 * j + 1]) = (words[2 * j], words[2 * j + 1]);
            uint256 at = 2 * (count + j);
            record.trustees[j + 1].publicShare = AffinePoint(words[at], words[at + 1]);
        }
        record.electionKey = AffinePoint(words[4 * count], words[4 * count + 1]);
    }

    /// @dev stored + point as a new point. A key that is the identity would make ballots readable or a trustee's part empty.
    function _sum(
        AffinePoint storage stored,
        BabyJubJub.Point memory point
    ) private view returns (BabyJubJub.Point memory sum) {
        (uint256 x, uint256 y) = (stored.x, stored.y);
        sum = y == 0 ? BabyJubJub.identity() : BabyJubJub.fromAffine(x, y);
        sum.add(point);
        if (sum.isIdentity()) revert IdentityKey();
    }

    function _recipientKeys(Record storage record) private view returns (uint256[] memory words) {
        uint256 count = record.trusteeCount;
        words = new uint256[](2 * count);
        for (uint256 j = 0; j < count; ++j) {
            AffinePoint storage key = record.trustees[j + 1].recipientKey;
            (words[2 * j], words[2 * j + 1]) = (key.x, key.y);
        }
    }

    function _record(uint256 ceremonyId) private view returns (Record storage record) {
        record = _records[ceremonyId];
        if (record.trusteeCount == 0) revert UnknownCeremony(ceremonyId);
    }

    function _trustee(uint256 ceremonyId, uint256 index) private view returns (Trustee storage) {
        Record storage record = _record(ceremonyId);
        if (index == 0 || index > record.trusteeCount) revert UnknownTrustee(index);
        return record.trustees[index];
    }

    function _requireLength(uint256 actual, uint256 needed) private pure {
        if (actual != needed) revert WrongLength(actual, needed);
    }
}
