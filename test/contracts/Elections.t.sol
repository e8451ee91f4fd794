// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../contracts/Elections.sol";
import "../../contracts/RollRegistry.sol";
import "../../contracts/lib/BabyJubJub.sol";

/// @dev The part of the test chain's cheat codes that is used here.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function warp(uint256 timestamp) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
}

/// @dev Says yes to everything: invariants must not rest on proofs. That false proofs are refused is tested elsewhere.
contract ConsentingVerifier {
    mapping(bytes32 => uint256) public signalCount;

    constructor() {
        uint256[7] memory counts = [uint256(14), 22, 38, 8, 10, 18, 34];
        for (uint256 i = 0; i < counts.length; ++i) signalCount[bytes32(counts[i])] = counts[i];
    }

    function commonPoint(bytes32, uint256[] calldata) external pure returns (uint256[2] memory) {
        return [uint256(1), 2];
    }

    function verify(bytes32, uint256[8] calldata, uint256[] calldata) external pure returns (bool) {
        return true;
    }

    function verifyBatchAt(
        bytes32,
        uint256,
        uint256[2] calldata,
        uint256[] calldata items
    ) external pure returns (bool) {
        require(items.length != 0 && items.length % 17 == 0, "malformed");
        return true;
    }
}

/// @dev A finished ceremony of 2 of 3 with the key 5·B8 and share x_j = 5 + j, so the sum can be opened by anyone here.
contract FinishedCeremony {
    using BabyJubJub for BabyJubJub.Point;

    uint256 internal constant SECRET = 5;

    function phase(uint256) external pure returns (CeremonyPhase) {
        return CeremonyPhase.Finished;
    }

    function electionKey(uint256) external view returns (uint256, uint256) {
        return BabyJubJub.base().multiply(SECRET).toAffine();
    }

    function publicShare(uint256, uint256 index) external view returns (uint256, uint256) {
        return BabyJubJub.base().multiply(SECRET + index).toAffine();
    }

    function ceremony(uint256) external pure returns (IKeyCeremony.Ceremony memory result) {
        result.threshold = 2;
        result.trustees = new address[](3);
    }
}

/// @dev Calls an election with anything, at any time, and keeps its own books.
contract ElectionHandler {
    using BabyJubJub for BabyJubJub.Point;

    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant SECRET = 5;
    uint256 private constant CAPACITY = 2;
    uint256 private constant STRIDE = 17;
    bytes32 private constant BALLOT_CAST = keccak256("BallotCast(uint256,uint256,uint256,uint256[])");

    Elections public immutable elections;
    uint256 public immutable electionId;
    uint64 private immutable _start;

    /// @dev Sum of randomness and of values over what was accepted, for each option; randomness starts at 1.
    uint256[2] public randomness = [uint256(1), 1];
    uint256[2] public values;
    uint256 public accepted;
    uint256 public events;
    uint256 public nullifiers;
    mapping(uint256 => bool) private _seen;
    uint256 private _clock;
    ElectionPhase public highest;
    bool public wentBackwards;

    constructor() {
        ConsentingVerifier verifier = new ConsentingVerifier();
        RollRegistry rolls = new RollRegistry();
        bytes32[3] memory ballotKeys = [bytes32(uint256(14)), bytes32(uint256(22)), bytes32(uint256(38))];
        bytes32[3] memory decryptionKeys = [bytes32(uint256(10)), bytes32(uint256(18)), bytes32(uint256(34))];
        elections = new Elections(
            IGroth16Verifier(address(verifier)),
            IKeyCeremony(address(new FinishedCeremony())),
            rolls,
            ballotKeys,
            decryptionKeys
        );
        _start = uint64(block.timestamp);
        _clock = block.timestamp;
        electionId = elections.createElection(
            ElectionConfig({
                manifestHash: bytes32(uint256(1)),
                rollId: rolls.publishRoll(7, 1000, 1000, bytes32(uint256(1))),
                ceremonyId: 1,
                // two options, values to 1000, totals to 2000
                rules: Rules.wrap(2 | (1000 << 8) | (2000 << 60)),
                opensAt: _start + 100,
                closesAt: _start + 500,
                resultBy: _start + 1000,
                minimumTurnout: 1
            })
        );
        elections.submitKeyTest(electionId, 1, new uint256[](4), _noProof());
        elections.submitKeyTest(electionId, 2, new uint256[](4), _noProof());
    }

    function keyTest(uint8 index) external {
        _observe();
        try elections.submitKeyTest(electionId, index % 5, new uint256[](4), _noProof()) {} catch {
            _observe();
        }
        _observe();
    }

    /// @dev Few voters, so that nullifiers repeat within and between calls.
    function cast(uint8 count, uint256 seed) external {
        _observe();
        uint256[] memory ballots = new uint256[](uint256(count % 5) * STRIDE);
        for (uint256 at = 0; at < ballots.length; at += STRIDE) _writeBallot(ballots, at, seed);
        VM.recordLogs();
        try elections.cast(electionId, ballots) returns (uint256 acceptedCount) {
            accepted += acceptedCount;
            _keepBooks(ballots, seed);
        } catch {
            _observe();
        }
        _countEvents();
        _observe();
    }

    function partialDecryption(uint8 index) external {
        _observe();
        uint256[] memory words = elections.aggregate(electionId);
        uint256[] memory partials = _partials(words, uint256(index) % 5);
        try elections.submitPartialDecryption(electionId, index % 5, partials, _noProof()) {} catch {
            _observe();
        }
        _observe();
    }

    /// @dev Right counts and off ones; only right ones may ever be stored.
    function publish(uint8 offset) external {
        _observe();
        uint256[] memory counts = new uint256[](CAPACITY);
        (counts[0], counts[1]) = (values[0] + (offset % 2), values[1]);
        uint256[] memory indices = new uint256[](2);
        (indices[0], indices[1]) = (1, 2);
        uint256[] memory words = elections.aggregate(electionId);
        uint256[] memory partials = new uint256[](8);
        for (uint256 j = 0; j < 2; ++j) {
            uint256[] memory own = _partials(words, j + 1);
            for (uint256 i = 0; i < 4; ++i) partials[4 * j + i] = own[i];
        }
        try elections.publishResult(electionId, counts, indices, partials) {} catch {
            _observe();
        }
        _observe();
    }

    function cancel() external {
        _observe();
        // Seldom, or most runs would end here.
        if (uint256(keccak256(abi.encode(_clock))) % 16 == 0) {
            try elections.cancelElection(electionId) {} catch {
                _observe();
            }
        }
        _observe();
    }

    function wait_(uint8 seconds_) external {
        _observe();
        _clock += seconds_;
        VM.warp(_clock);
        _observe();
    }

    /// @dev The aggregate that the books give: C1 = Σr·B8, C2 = (Σv + 5·Σr)·B8.
    function expectedAggregate() external view returns (uint256[] memory words) {
        words = new uint256[](4 * CAPACITY);
        for (uint256 k = 0; k < CAPACITY; ++k) {
            (words[4 * k], words[4 * k + 1]) = BabyJubJub.base().multiply(randomness[k]).toAffine();
            uint256 second = values[k] + SECRET * randomness[k];
            (words[4 * k + 2], words[4 * k + 3]) = BabyJubJub.base().multiply(second).toAffine();
        }
    }

    function _observe() private {
        ElectionPhase phase = elections.phase(electionId);
        if (phase < highest) wentBackwards = true;
        // The three ends are no steps: from none of them does anything follow.
        if (highest >= ElectionPhase.Opened && phase != highest) wentBackwards = true;
        highest = phase;
    }

    function _ballot(
        uint256 at,
        uint256 seed
    ) private pure returns (uint256 voter, uint256[2] memory r, uint256[2] memory v) {
        uint256 mix = uint256(keccak256(abi.encode(seed, at)));
        voter = mix % 40;
        r = [uint256(uint32(mix >> 16)) + 1, uint256(uint32(mix >> 48)) + 1];
        v = [(mix >> 80) % 1001, (mix >> 96) % 1001];
    }

    function _writeBallot(uint256[] memory ballots, uint256 at, uint256 seed) private view {
        (uint256 voter, uint256[2] memory r, uint256[2] memory v) = _ballot(at, seed);
        ballots[at + 8] = voter;
        for (uint256 k = 0; k < CAPACITY; ++k) {
            uint256 word = at + 9 + 4 * k;
            (ballots[word], ballots[word + 1]) = BabyJubJub.base().multiply(r[k]).toAffine();
            uint256 second = v[k] + SECRET * r[k];
            (ballots[word + 2], ballots[word + 3]) = BabyJubJub.base().multiply(second).toAffine();
        }
    }

    function _keepBooks(uint256[] memory ballots, uint256 seed) private {
        for (uint256 at = 0; at < ballots.length; at += STRIDE) {
            (uint256 voter, uint256[2] memory r, uint256[2] memory v) = _ballot(at, seed);
            if (_seen[voter]) continue;
            _seen[voter] = true;
            ++nullifiers;
            for (uint256 k = 0; k < CAPACITY; ++k) {
                randomness[k] += r[k];
                values[k] += v[k];
            }
        }
    }

    function _countEvents() private {
        Vm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(elections) && logs[i].topics[0] == BALLOT_CAST) ++events;
        }
    }

    /// @dev x_j·C1 for the shares x_j = 5 + j.
    function _partials(uint256[] memory words, uint256 index) private view returns (uint256[] memory partials) {
        partials = new uint256[](4);
        for (uint256 k = 0; k < CAPACITY; ++k) {
            BabyJubJub.Point memory c1 = BabyJubJub.fromAffine(words[4 * k], words[4 * k + 1]);
            (partials[2 * k], partials[2 * k + 1]) = c1.multiply(SECRET + index).toAffine();
        }
    }

    function _noProof() private pure returns (uint256[8] memory proof) {}
}

/// @notice What must hold after any sequence of calls.
contract ElectionsInvariants {
    ElectionHandler private _handler;

    function setUp() external {
        _handler = new ElectionHandler();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev The invariants say something: the handler gets all the way to a result.
    function test_HandlerReachesAResult() external {
        _handler.keyTest(3);
        _handler.wait_(100);
        for (uint256 seed = 0; seed < 10; ++seed) _handler.cast(4, seed);
        require(_handler.accepted() > 4 && _handler.accepted() < 40, "some ballots repeat voters");
        for (uint256 i = 0; i < 4; ++i) _handler.wait_(100);
        _handler.partialDecryption(1);
        _handler.partialDecryption(2);
        _handler.publish(1);
        require(_handler.highest() == ElectionPhase.Opening, "a wrong count opens nothing");
        _handler.publish(0);
        require(_handler.highest() == ElectionPhase.Opened, "opened");
        this.invariant_AggregateIsTheSumOfAcceptedBallots();
        this.invariant_AcceptedEqualsNullifiersEqualsEvents();
        this.invariant_PhasesOnlyGoForward();
        this.invariant_AnOpenedResultIsThePlainCount();
    }

    function invariant_AggregateIsTheSumOfAcceptedBallots() external view {
        uint256[] memory actual = _handler.elections().aggregate(_handler.electionId());
        uint256[] memory expected = _handler.expectedAggregate();
        require(keccak256(abi.encode(actual)) == keccak256(abi.encode(expected)), "aggregate = sum");
    }

    function invariant_AcceptedEqualsNullifiersEqualsEvents() external view {
        uint256 accepted = _handler.elections().election(_handler.electionId()).accepted;
        require(accepted == _handler.accepted(), "accepted = returned");
        require(accepted == _handler.nullifiers(), "accepted = nullifiers");
        require(accepted == _handler.events(), "accepted = events");
    }

    function invariant_PhasesOnlyGoForward() external view {
        require(!_handler.wentBackwards(), "phases only go forward");
    }

    function invariant_AnOpenedResultIsThePlainCount() external view {
        if (_handler.highest() != ElectionPhase.Opened) return;
        uint256[] memory counts = _handler.elections().result(_handler.electionId());
        require(counts[0] == _handler.values(0) && counts[1] == _handler.values(1), "result = plain count");
    }
}
