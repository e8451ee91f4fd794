// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./CircuitKeys.sol";
import "./generated/Constants.sol";
import "./interfaces/IElections.sol";
import "./lib/BabyJubJub.sol";
import "./lib/EncryptedSum.sol";
import "./lib/KeyTest.sol";
import "./lib/Opening.sol";

/// @title Elections
/// @dev Documented in IElections. The only external calls are reads of three immutable contracts, so nothing can re-enter with
/// a changed state. Everything that a proof is about, but for what it introduces itself, is read from storage, never from the caller.
contract Elections is CircuitKeys {
    using EncryptedSum for EncryptedSum.Stored;

    struct Record {
        ElectionConfig config;
        // One storage word:
        address creator;
        uint32 accepted;
        TrusteeSet keyTests;
        TrusteeSet partials;
        uint8 threshold;
        uint8 trusteeCount;
        bool cancelled;
        bool opened;
        uint256 rollRoot;
        uint256[2] electionKey;
        // The verifier's digest of what all ballots share: roll root, scope, rules, election key. Kept so that no ballot pays for it.
        uint256[2] ballotPoint;
        EncryptedSum.Stored aggregate;
        uint64[8] counts;
        mapping(uint256 nullifier => uint256) position; // order of acceptance, from 1; 0: not cast
        mapping(uint256 trusteeIndex => bytes32) partialHashes;
    }

    uint256 private constant PROOF_WORDS = 8;
    /// @dev Roll root, scope, rules, and the two words of the election key.
    uint256 private constant COMMON_SIGNALS = 5;
    uint256 private constant MAX_COUNT = 1 << Constants.MAX_COUNT_BITS;

    /// @inheritdoc IElections
    IGroth16Verifier public immutable verifier;
    /// @inheritdoc IElections
    IKeyCeremony public immutable keyCeremony;
    /// @inheritdoc IElections
    IRollRegistry public immutable rollRegistry;
    /// @inheritdoc IElections
    uint256 public electionCount;

    mapping(uint256 electionId => Record) private _records;

    /// @param ballotKeyIds Verifying keys of the ballot circuits for 2, 4 and 8 options.
    /// @param decryptionKeyIds Verifying keys of the decryption circuits for 2, 4 and 8 options.
    constructor(
        IGroth16Verifier verifier_,
        IKeyCeremony keyCeremony_,
        IRollRegistry rollRegistry_,
        bytes32[3] memory ballotKeyIds,
        bytes32[3] memory decryptionKeyIds
    ) CircuitKeys(verifier_, ballotKeyIds, decryptionKeyIds) {
        (verifier, keyCeremony, rollRegistry) = (verifier_, keyCeremony_, rollRegistry_);
    }

    /// @inheritdoc IElections
    function createElection(ElectionConfig calldata config) external returns (uint256 electionId) {
        _checkConfig(config);
        uint256[2] memory key;
        (key[0], key[1]) = keyCeremony.electionKey(config.ceremonyId);
        IKeyCeremony.Ceremony memory ceremony = keyCeremony.ceremony(config.ceremonyId);

        electionId = ++electionCount;
        Record storage record = _records[electionId];
        record.config = config;
        record.creator = msg.sender;
        record.threshold = ceremony.threshold;
        record.trusteeCount = uint8(ceremony.trustees.length);
        record.rollRoot = rollRegistry.roll(config.rollId).root;
        record.electionKey = key;
        record.ballotPoint = verifier.commonPoint(
            ballotKeyId(config.rules.capacity()),
            _ballotSignals(electionId, record)
        );
        record.aggregate.start(config.rules.capacity(), key);
        emit ElectionCreated(electionId, msg.sender, config, record.rollRoot, key, config.rules.capacity());
    }

    /// @inheritdoc IElections
    function cancelElection(uint256 electionId) external {
        Record storage record = _enter(electionId, ElectionPhase.Setup);
        if (msg.sender != record.creator) revert NotCreator(msg.sender);
        record.cancelled = true;
        emit ElectionCancelled(electionId);
    }

    /// @inheritdoc IElections
    function submitKeyTest(
        uint256 electionId,
        uint256 trusteeIndex,
        uint256[] calldata partials,
        uint256[8] calldata proof
    ) external {
        Record storage record = _enter(electionId, ElectionPhase.Setup);
        _requireNew(record, record.keyTests, trusteeIndex);
        uint256 capacity = record.config.rules.capacity();
        uint256[] memory c1 = KeyTest.ciphertext(electionId, record.electionKey, capacity);
        _verifyDecryption(record, trusteeIndex, c1, partials, proof);
        record.keyTests = record.keyTests.with(trusteeIndex);
        emit KeyTestPassed(electionId, trusteeIndex, partials, proof);
    }

    /// @inheritdoc IElections
    function cast(uint256 electionId, uint256[] calldata ballots) external returns (uint256 acceptedCount) {
        Record storage record = _enter(electionId, ElectionPhase.Voting);
        uint256 capacity = record.config.rules.capacity();
        // The verifier refuses a length that is no whole number of ballots, so slices below are exact.
        if (!verifier.verifyBatchAt(ballotKeyId(capacity), COMMON_SIGNALS, record.ballotPoint, ballots)) {
            revert InvalidProof();
        }

        BabyJubJub.Point[] memory sums = record.aggregate.load(capacity);
        uint256 accepted = record.accepted;
        uint256 stride = PROOF_WORDS + 1 + 4 * capacity;
        for (uint256 at = 0; at < ballots.length; at += stride) {
            uint256[] calldata ballot = ballots[at:at + stride];
            uint256 nullifier = ballot[PROOF_WORDS];
            // The verifier has checked it; but here it becomes a storage key, and a second form of it would be a second vote.
            if (nullifier >= BabyJubJub.P) revert NullifierOutOfRange(nullifier);
            if (record.position[nullifier] != 0) continue;
            record.position[nullifier] = accepted + 1;
            EncryptedSum.add(sums, ballot[PROOF_WORDS + 1:]);
            emit BallotCast(electionId, nullifier, accepted++, ballot);
        }
        acceptedCount = accepted - record.accepted;
        if (acceptedCount == 0) revert NothingAccepted();
        record.accepted = uint32(accepted);
        record.aggregate.store(sums);
    }

    /// @inheritdoc IElections
    function submitPartialDecryption(
        uint256 electionId,
        uint256 trusteeIndex,
        uint256[] calldata partials,
        uint256[8] calldata proof
    ) external {
        Record storage record = _enter(electionId, ElectionPhase.Opening);
        _requireNew(record, record.partials, trusteeIndex);
        uint256[] memory c1 = record.aggregate.firstParts(record.config.rules.capacity());
        _verifyDecryption(record, trusteeIndex, c1, partials, proof);
        record.partials = record.partials.with(trusteeIndex);
        record.partialHashes[trusteeIndex] = keccak256(abi.encodePacked(partials));
        emit PartialDecryptionAccepted(electionId, trusteeIndex, partials, proof);
    }

    /// @inheritdoc IElections
    function publishResult(
        uint256 electionId,
        uint256[] calldata counts,
        uint256[] calldata trusteeIndices,
        uint256[] calldata partials
    ) external {
        Record storage record = _enter(electionId, ElectionPhase.Opening);
        uint256 capacity = record.config.rules.capacity();
        _requireLength(counts.length, capacity);
        _requireLength(trusteeIndices.length, record.threshold);
        _requireLength(partials.length, trusteeIndices.length * 2 * capacity);
        _checkPartials(record, trusteeIndices, partials);
        _checkCounts(record, counts, trusteeIndices, partials);
        record.opened = true;
        for (uint256 k = 0; k < capacity; ++k) record.counts[k] = uint64(counts[k]);
        emit ResultPublished(electionId, counts, trusteeIndices);
    }

    /// @inheritdoc IElections
    function election(uint256 electionId) external view returns (Election memory) {
        Record storage record = _record(electionId);
        return
            Election({
                config: record.config,
                creator: record.creator,
                optionCapacity: record.config.rules.capacity(),
                accepted: record.accepted,
                keyTests: record.keyTests,
                partials: record.partials,
                cancelled: record.cancelled,
                opened: record.opened,
                rollRoot: record.rollRoot,
                electionKey: record.electionKey
            });
    }

    /// @inheritdoc IElections
    function phase(uint256 electionId) external view returns (ElectionPhase) {
        return _phase(_record(electionId));
    }

    /// @inheritdoc IElections
    function scope(uint256 electionId) external view returns (uint256) {
        _record(electionId);
        return _scope(electionId);
    }

    /// @inheritdoc IElections
    function aggregate(uint256 electionId) external view returns (uint256[] memory) {
        Record storage record = _record(electionId);
        return record.aggregate.copyWords(record.config.rules.capacity());
    }

    /// @inheritdoc IElections
    function keyTestCiphertext(uint256 electionId) external view returns (uint256[] memory) {
        Record storage record = _record(electionId);
        return KeyTest.ciphertext(electionId, record.electionKey, record.config.rules.capacity());
    }

    /// @inheritdoc IElections
    function isCast(uint256 electionId, uint256 nullifier) external view returns (bool) {
        return _record(electionId).position[nullifier] != 0;
    }

    /// @inheritdoc IElections
    function partialHash(uint256 electionId, uint256 trusteeIndex) external view returns (bytes32) {
        return _record(electionId).partialHashes[trusteeIndex];
    }

    /// @inheritdoc IElections
    function result(uint256 electionId) external view returns (uint256[] memory counts) {
        Record storage record = _record(electionId);
        if (!record.opened) revert NoResult(electionId);
        counts = new uint256[](record.config.rules.capacity());
        for (uint256 k = 0; k < counts.length; ++k) counts[k] = record.counts[k];
    }

    function _checkConfig(ElectionConfig calldata config) private view {
        if (config.manifestHash == 0) revert EmptyManifestHash();
        if (!config.rules.isValid()) revert InvalidRules(config.rules);
        bool inOrder =
            block.timestamp < config.opensAt && config.opensAt < config.closesAt && config.closesAt < config.resultBy;
        if (!inOrder) revert TimesOutOfOrder();
        IRollRegistry.Roll memory roll = rollRegistry.roll(config.rollId);
        uint256 voices = config.rules.isWeighted() ? roll.totalWeight : roll.size;
        uint256 highest = voices * config.rules.maxValue();
        if (highest > MAX_COUNT) revert CountsTooLarge(highest, MAX_COUNT);
        if (config.minimumTurnout > roll.size) revert TurnoutExceedsRoll(config.minimumTurnout, roll.size);
        if (keyCeremony.phase(config.ceremonyId) != CeremonyPhase.Finished) {
            revert CeremonyNotFinished(config.ceremonyId);
        }
    }

    function _enter(uint256 electionId, ElectionPhase needed) private view returns (Record storage record) {
        record = _record(electionId);
        ElectionPhase actual = _phase(record);
        if (actual != needed) revert WrongPhase(actual, needed);
    }

    /// @dev Half-open intervals on the block's clock. Failed is final too: what it follows from cannot change after its time.
    function _phase(Record storage record) private view returns (ElectionPhase) {
        if (record.cancelled) return ElectionPhase.Cancelled;
        if (record.opened) return ElectionPhase.Opened;
        if (block.timestamp < record.config.opensAt) return ElectionPhase.Setup;
        if (record.keyTests.count() < record.threshold) return ElectionPhase.Failed;
        if (block.timestamp < record.config.closesAt) return ElectionPhase.Voting;
        if (record.accepted < record.config.minimumTurnout) return ElectionPhase.Failed;
        return block.timestamp < record.config.resultBy ? ElectionPhase.Opening : ElectionPhase.Failed;
    }

    function _scope(uint256 electionId) private view returns (uint256) {
        bytes memory context = abi.encode(Constants.TAG_ELECTION, block.chainid, address(this), electionId);
        return uint256(keccak256(context)) >> 8;
    }

    /// @dev The signals that all ballots of an election share, in the circuit's order.
    function _ballotSignals(uint256 electionId, Record storage record) private view returns (uint256[] memory signals) {
        signals = new uint256[](COMMON_SIGNALS);
        signals[0] = record.rollRoot;
        signals[1] = _scope(electionId);
        signals[2] = Rules.unwrap(record.config.rules);
        signals[3] = record.electionKey[0];
        signals[4] = record.electionKey[1];
    }

    function _requireNew(Record storage record, TrusteeSet submitted, uint256 trusteeIndex) private view {
        if (trusteeIndex == 0 || trusteeIndex > record.trusteeCount) revert UnknownTrustee(trusteeIndex);
        if (submitted.has(trusteeIndex)) revert AlreadySubmitted(trusteeIndex);
    }

    /// @dev The trustee's key share that gives its public share also takes each C1 to the partial sent.
    function _verifyDecryption(
        Record storage record,
        uint256 trusteeIndex,
        uint256[] memory c1,
        uint256[] calldata partials,
        uint256[8] calldata proof
    ) private view {
        _requireLength(partials.length, c1.length);
        uint256[] memory signals = new uint256[](2 + 2 * c1.length);
        (signals[0], signals[1]) = keyCeremony.publicShare(record.config.ceremonyId, trusteeIndex);
        for (uint256 i = 0; i < c1.length; ++i) {
            (signals[2 + i], signals[2 + c1.length + i]) = (c1[i], partials[i]);
        }
        if (!verifier.verify(decryptionKeyId(c1.length / 2), proof, signals)) revert InvalidProof();
    }

    function _checkPartials(
        Record storage record,
        uint256[] calldata trusteeIndices,
        uint256[] calldata partials
    ) private view {
        uint256 words = partials.length / trusteeIndices.length;
        uint256 previous = 0;
        for (uint256 i = 0; i < trusteeIndices.length; ++i) {
            uint256 index = trusteeIndices[i];
            if (index <= previous) revert IndicesNotAscending();
            previous = index;
            bytes32 hash = keccak256(abi.encodePacked(partials[i * words:(i + 1) * words]));
            if (hash != record.partialHashes[index]) revert WrongPartials(index);
        }
    }

    function _checkCounts(
        Record storage record,
        uint256[] calldata counts,
        uint256[] calldata trusteeIndices,
        uint256[] calldata partials
    ) private view {
        uint256 options = record.config.rules.optionCount();
        Opening.Coefficients memory lagrange = Opening.coefficients(trusteeIndices);
        for (uint256 k = 0; k < counts.length; ++k) {
            uint256 count = counts[k];
            if (count > (k < options ? MAX_COUNT : 0)) revert CountOutOfRange(k, count);
            Opening.Option memory option = Opening.Option({
                index: k,
                capacity: counts.length,
                count: count,
                c2X: record.aggregate.words[4 * k + 2],
                c2Y: record.aggregate.words[4 * k + 3]
            });
            if (!Opening.holds(option, lagrange, partials)) revert WrongCount(k, count);
        }
    }

    function _record(uint256 electionId) private view returns (Record storage record) {
        record = _records[electionId];
        if (record.creator == address(0)) revert UnknownElection(electionId);
    }

    function _requireLength(uint256 actual, uint256 needed) private pure {
        if (actual != needed) revert WrongLength(actual, needed);
    }
}
