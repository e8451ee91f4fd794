// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../types/Rules.sol";
import "../types/TrusteeSet.sol";
import "./IGroth16Verifier.sol";
import "./IKeyCeremony.sol";
import "./IRollRegistry.sol";

/// @notice Phases of an election; they follow from chain time and counts, and only go forward.
enum ElectionPhase {
    Setup, // before opensAt: trustees pass the key test; the creator may cancel
    Voting, // from opensAt, if at least `threshold` trustees passed, until closesAt
    Opening, // from closesAt, if the turnout suffices, until resultBy
    Opened, // the result is published
    Failed, // too few key tests, too low a turnout, or no result in time
    Cancelled // by its creator, before opensAt
}

/// @notice What is fixed when an election is created. Times are unix seconds of the block's clock; a phase includes its first
/// second and excludes its end.
struct ElectionConfig {
    bytes32 manifestHash; // keccak256 of the canonical manifest, not 0
    uint256 rollId; // a published roll; its root is frozen into the election
    uint256 ceremonyId; // a finished ceremony; its key is frozen into the election
    Rules rules; // packed into one word, see contracts/types/Rules.sol
    uint64 opensAt; // later than now
    uint64 closesAt; // later than opensAt
    uint64 resultBy; // later than closesAt
    uint32 minimumTurnout; // accepted ballots needed to open, 0 to the roll's size
}

/// @notice An election's state.
struct Election {
    ElectionConfig config;
    address creator; // may cancel during Setup; has no other right
    uint8 optionCapacity; // K: 2, 4 or 8, the smallest that holds the option count
    uint32 accepted; // ballots in the aggregate
    TrusteeSet keyTests; // bit j − 1 is set if trustee j passed the key test
    TrusteeSet partials; // bit j − 1 is set if trustee j's partial decryption was accepted
    bool cancelled;
    bool opened;
    uint256 rollRoot;
    uint256[2] electionKey; // H
}

/// @title Elections
/// @notice Anonymous voters on a roll cast encrypted ballots; a threshold of trustees opens only their sum. Nobody, the creator
/// included, can change rules, roll, key or times of an election; ballots, key tests, partial decryptions and results may be sent by anyone,
/// since their proofs speak for themselves.
/// @dev Points are BabyJubJub points as two words. K is the election's option capacity.
interface IElections {
    /// @notice An election was created.
    event ElectionCreated(
        uint256 indexed electionId,
        address indexed creator,
        ElectionConfig config,
        uint256 rollRoot,
        uint256[2] electionKey,
        uint8 optionCapacity
    );
    /// @notice The creator cancelled an election before it opened.
    event ElectionCancelled(uint256 indexed electionId);
    /// @notice A trustee showed that its key share works.
    /// @param partials 2K words as sent.
    event KeyTestPassed(uint256 indexed electionId, uint256 indexed trusteeIndex, uint256[] partials, uint256[8] proof);
    /// @notice A ballot was accepted and added to the aggregate.
    /// @param index Order of acceptance, from 0.
    /// @param ballot [8 proof words, nullifier, 4K ciphertext words] as sent.
    event BallotCast(uint256 indexed electionId, uint256 indexed nullifier, uint256 index, uint256[] ballot);
    /// @notice A trustee's partial decryption of the aggregate was accepted.
    /// @param partials 2K words as sent.
    event PartialDecryptionAccepted(
        uint256 indexed electionId,
        uint256 indexed trusteeIndex,
        uint256[] partials,
        uint256[8] proof
    );
    /// @notice The result was checked against the aggregate and published.
    /// @param counts K counts.
    /// @param trusteeIndices Whose partial decryptions opened it.
    event ResultPublished(uint256 indexed electionId, uint256[] counts, uint256[] trusteeIndices);

    /// @notice A circuit's key is not registered, or has another number of signals.
    error UnsuitableKey(bytes32 keyId, uint256 signalCount, uint256 needed);
    /// @notice There are circuits for capacities of 2, 4 and 8 options only.
    error UnknownCapacity(uint256 optionCapacity);
    /// @notice No election has this id.
    error UnknownElection(uint256 electionId);
    /// @notice The election is not in the phase that the call needs.
    error WrongPhase(ElectionPhase actual, ElectionPhase needed);
    /// @notice Only the election's creator may do this.
    error NotCreator(address account);
    /// @notice The manifest's hash is missing.
    error EmptyManifestHash();
    /// @notice The ceremony has not finished.
    error CeremonyNotFinished(uint256 ceremonyId);
    /// @notice The rules contradict themselves or have bits above the last field.
    error InvalidRules(Rules rules);
    /// @notice Times must lie in the future, each later than the one before.
    error TimesOutOfOrder();
    /// @notice A count could reach `highest`, more than can be found when opening.
    error CountsTooLarge(uint256 highest, uint256 limit);
    /// @notice The turnout asked for is larger than the roll.
    error TurnoutExceedsRoll(uint32 minimumTurnout, uint64 rollSize);
    /// @notice The ceremony has no trustee of this index.
    error UnknownTrustee(uint256 index);
    /// @notice This trustee's key test or partial decryption was accepted before.
    error AlreadySubmitted(uint256 trusteeIndex);
    /// @notice An array has the wrong number of elements.
    error WrongLength(uint256 actual, uint256 needed);
    /// @notice A proof is wrong, or was made for another election, roll, rules, key, trustee or ciphertext.
    error InvalidProof();
    /// @notice Every ballot of the call has a nullifier that was used before.
    error NothingAccepted();
    /// @notice The nullifier is not below r.
    error NullifierOutOfRange(uint256 nullifier);
    /// @notice Trustee indices must be strictly ascending.
    error IndicesNotAscending();
    /// @notice No accepted partial decryption of this trustee has these words.
    error WrongPartials(uint256 trusteeIndex);
    /// @notice The count is above 2^40, or not 0 for an option past the option count.
    error CountOutOfRange(uint256 option, uint256 count);
    /// @notice The count is not what the aggregate holds.
    error WrongCount(uint256 option, uint256 count);
    /// @notice The election has no published result.
    error NoResult(uint256 electionId);

    /// @notice Creates an election under the next id. Anyone may.
    /// @dev Refuses rules whose highest possible count exceeds 2^40: (weighted ? total weight : roll size) × highest value.
    /// @return electionId 1, 2, 3 …
    function createElection(ElectionConfig calldata config) external returns (uint256 electionId);

    /// @notice Cancels an election. Its creator alone, and only in Setup.
    function cancelElection(uint256 electionId) external;

    /// @notice Shows, in Setup, that trustee `trusteeIndex` holds the key share of its public share.
    /// @param partials 2K words: D_k = x · C1_k for the points of `keyTestCiphertext`.
    /// @param proof Proof of the decryption circuit of capacity K.
    function submitKeyTest(
        uint256 electionId,
        uint256 trusteeIndex,
        uint256[] calldata partials,
        uint256[8] calldata proof
    ) external;

    /// @notice Casts 1 to MAX_BATCH ballots, in Voting.
    /// @dev A ballot whose nullifier was used before, in this call too, is skipped, so that one racing voter cannot stop a batch. One wrong
    /// proof refuses the whole call. Reverts with NothingAccepted if every ballot is skipped.
    /// @param ballots count × [8 proof words, nullifier, 4K ciphertext words (C1.x, C1.y, C2.x, C2.y for each option)].
    /// @return acceptedCount Ballots added to the aggregate, 1 to count.
    function cast(uint256 electionId, uint256[] calldata ballots) external returns (uint256 acceptedCount);

    /// @notice Posts trustee `trusteeIndex`'s partial decryption of the aggregate, in Opening.
    /// @param partials 2K words: D_k = x · C1_k for the points of `aggregate`.
    /// @param proof Proof of the decryption circuit of capacity K.
    function submitPartialDecryption(
        uint256 electionId,
        uint256 trusteeIndex,
        uint256[] calldata partials,
        uint256[8] calldata proof
    ) external;

    /// @notice Publishes the counts, in Opening; they are checked against the aggregate.
    /// @param counts K counts, each at most 2^40, 0 past the option count.
    /// @param trusteeIndices Exactly `threshold` indices, strictly ascending.
    /// @param partials threshold × 2K words: each trustee's accepted partial decryption, word for word.
    function publishResult(
        uint256 electionId,
        uint256[] calldata counts,
        uint256[] calldata trusteeIndices,
        uint256[] calldata partials
    ) external;

    /// @notice The verifier of all proofs.
    function verifier() external view returns (IGroth16Verifier);

    /// @notice Where election keys come from.
    function keyCeremony() external view returns (IKeyCeremony);

    /// @notice Where rolls come from.
    function rollRegistry() external view returns (IRollRegistry);

    /// @notice Id of the ballot circuit's verifying key for a capacity of 2, 4 or 8 options. Reverts with UnknownCapacity.
    function ballotKeyId(uint256 optionCapacity) external view returns (bytes32);

    /// @notice Id of the decryption circuit's verifying key for a capacity of 2, 4 or 8 options. Reverts with UnknownCapacity.
    function decryptionKeyId(uint256 optionCapacity) external view returns (bytes32);

    /// @notice Number of elections; the last id.
    function electionCount() external view returns (uint256);

    /// @notice An election's state. Reverts with UnknownElection, as do all views here.
    function election(uint256 electionId) external view returns (Election memory);

    /// @notice The phase at the current block's time.
    function phase(uint256 electionId) external view returns (ElectionPhase);

    /// @notice keccak256(abi.encode(TAG_ELECTION, chainid, this, electionId)) >> 8: what a voter's nullifier is bound to.
    function scope(uint256 electionId) external view returns (uint256);

    /// @notice 4K words: the encrypted sum, C1.x, C1.y, C2.x, C2.y for each option.
    /// @dev Starts as the public encryption of zero with randomness 1, (B8, H), so that no storage word is ever fresh.
    function aggregate(uint256 electionId) external view returns (uint256[] memory);

    /// @notice 2K words: C1_k = (t + k) · B8, with t = keccak256(abi.encode(TAG_KEY_TEST, chainid, this, electionId, H.x, H.y)) mod l.
    function keyTestCiphertext(uint256 electionId) external view returns (uint256[] memory);

    /// @notice Whether a ballot with this nullifier was accepted.
    function isCast(uint256 electionId, uint256 nullifier) external view returns (bool);

    /// @notice keccak256(abi.encodePacked(partials)) of trustee `trusteeIndex`'s partial decryption; 0 if none was accepted.
    function partialHash(uint256 electionId, uint256 trusteeIndex) external view returns (bytes32);

    /// @notice The published counts, K words. Reverts with NoResult before they are published.
    function result(uint256 electionId) external view returns (uint256[] memory);
}
