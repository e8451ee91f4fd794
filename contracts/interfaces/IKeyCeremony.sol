// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./IGroth16Verifier.sol";

/// @notice Phases of a key ceremony; they follow from chain time and counts, and only go forward.
enum CeremonyPhase {
    Registering, // trustees post recipient keys, until registerBy
    Committing, // all registered; trustees post hashes of their dealings, until commitBy
    Dealing, // trustees that committed post their dealings, until dealBy
    Finished, // at least `threshold` dealings were accepted: the election key stands
    Failed // too few registered, committed or dealt in time
}

/// @title Key ceremony with publicly verified dealings
/// @notice n trustees make one election key of which any `threshold` can open sums. Every dealing is proved and checked whole
/// when it is posted, so there is no round of complaints.
/// @dev Points are BabyJubJub points as two words below r. Points that arrive (`point`, `commitments`) are used times 8, which
/// clears the cofactor; `nonce` is used as sent. Trustees count from 1 in the order given at creation. Times are unix seconds;
/// a phase includes its first second and excludes its deadline.
interface IKeyCeremony {
    /// @notice A ceremony's state.
    struct Ceremony {
        uint8 threshold; // trustees needed to open, 2 to n
        uint64 registerBy; // unix seconds, exclusive
        uint64 commitBy; // unix seconds, exclusive
        uint64 dealBy; // unix seconds, exclusive
        uint8 registered; // trustees that registered
        uint8 committed; // trustees that committed
        uint8 dealt; // accepted dealings
        address creator; // has no rights over the ceremony
        address[] trustees; // n accounts, 2 to 16
    }

    /// @notice A ceremony was created.
    event CeremonyCreated(
        uint256 indexed ceremonyId,
        address indexed creator,
        address[] trustees,
        uint8 threshold,
        uint64 registerBy,
        uint64 commitBy,
        uint64 dealBy
    );
    /// @notice A trustee registered its recipient key.
    /// @param recipientKey E = 8 · point
    event TrusteeRegistered(
        uint256 indexed ceremonyId,
        uint256 indexed index,
        address trustee,
        uint256[2] recipientKey,
        uint256[2] nonce,
        uint256 response
    );
    /// @notice A trustee fixed its dealing before seeing others'.
    event DealingCommitted(uint256 indexed ceremonyId, uint256 indexed index, bytes32 dealingHash);
    /// @notice A dealing was verified and added to the election key.
    /// @param commitments `threshold` points as sent: the Feldman commitments are 8 times these.
    /// @param shares n × [8 proof words, R.x, R.y, c] as sent.
    event DealingAccepted(
        uint256 indexed ceremonyId,
        uint256 indexed index,
        uint256[2][] commitments,
        uint256[] shares
    );

    /// @notice The dealing circuit's key is not registered, or has another number of signals.
    error UnsuitableKey(bytes32 keyId, uint256 signalCount, uint256 needed);
    /// @notice No ceremony has this id.
    error UnknownCeremony(uint256 ceremonyId);
    /// @notice The ceremony is not in the phase that the call needs.
    error WrongCeremonyPhase(CeremonyPhase actual, CeremonyPhase needed);
    /// @notice The ceremony has no election key: it is not finished.
    error NotFinished(uint256 ceremonyId);
    /// @notice The number of trustees is not 2 to 16.
    error TrusteeCountOutOfRange(uint256 count);
    /// @notice The threshold is not 2 to n.
    error ThresholdOutOfRange(uint256 threshold, uint256 trusteeCount);
    /// @notice A trustee is the zero address or listed twice.
    error InvalidTrustee(address trustee);
    /// @notice Times must lie in the future, each later than the one before.
    error TimesOutOfOrder();
    /// @notice The sender is not a trustee of this ceremony.
    error NotTrustee(address account);
    /// @notice The ceremony has no trustee of this index.
    error UnknownTrustee(uint256 index);
    /// @notice The trustee has registered.
    error AlreadyRegistered(uint256 index);
    /// @notice The trustee has committed.
    error AlreadyCommitted(uint256 index);
    /// @notice The trustee has dealt.
    error AlreadyDealt(uint256 index);
    /// @notice The trustee did not commit in time and takes no further part in making the key.
    error NotCommitted(uint256 index);
    /// @notice The words are no point of BabyJubJub: off the curve, or not below r.
    error NotOnCurve(uint256 x, uint256 y);
    /// @notice A key or a dealt secret is the identity, or would make a sum the identity.
    error IdentityKey();
    /// @notice The scalar is not below the subgroup's order l.
    error ScalarOutOfRange(uint256 scalar);
    /// @notice The proof of possession is wrong, or was made for another account, ceremony or chain.
    error InvalidPossessionProof();
    /// @notice The hash is 0.
    error EmptyDealingHash();
    /// @notice An array has the wrong number of elements.
    error WrongLength(uint256 actual, uint256 needed);
    /// @notice The dealing is not the one the trustee committed to.
    error WrongDealing(bytes32 actual, bytes32 committed);
    /// @notice At least one proof of the dealing is wrong.
    error InvalidProof();

    /// @notice Opens a ceremony.
    /// @param trustees 2 to 16 distinct accounts; their order gives the indices 1 to n.
    /// @param threshold 2 to n.
    /// @param registerBy Registering ends; later than now.
    /// @param commitBy Committing ends; later than registerBy.
    /// @param dealBy Dealing ends; later than commitBy.
    /// @return ceremonyId 1, 2, 3 …
    function createCeremony(
        address[] calldata trustees,
        uint8 threshold,
        uint64 registerBy,
        uint64 commitBy,
        uint64 dealBy
    ) external returns (uint256 ceremonyId);

    /// @notice Registers the sender's recipient key E = 8 · point, with a Schnorr proof that the sender knows its secret.
    /// @dev challenge = keccak256(abi.encode(TAG_POSSESSION, chainid, this, ceremonyId, sender, E.x, E.y, nonce.x, nonce.y)) mod l;
    /// accepted if response · B8 = nonce + challenge · E.
    /// @param point On the curve; 8 · point must not be the identity.
    /// @param nonce The proof's commitment, on the curve.
    /// @param response The proof's answer, below l.
    function register(
        uint256 ceremonyId,
        uint256[2] calldata point,
        uint256[2] calldata nonce,
        uint256 response
    ) external;

    /// @notice Fixes the sender's dealing by its `dealingHash`.
    function commit(uint256 ceremonyId, bytes32 hash) external;

    /// @notice Posts the dealing that the sender committed to: accepted whole or refused whole.
    /// @param commitments `threshold` points; coefficient m of the sender's polynomial is committed to by 8 · commitments[m].
    /// @param shares For each trustee [8 proof words, R.x, R.y, c]: the share encrypted to its recipient key, with its proof.
    function deal(uint256 ceremonyId, uint256[2][] calldata commitments, uint256[] calldata shares) external;

    /// @notice The verifier that checks dealings.
    function verifier() external view returns (IGroth16Verifier);

    /// @notice Id of the dealing circuit's verifying key.
    function dealingKeyId() external view returns (bytes32);

    /// @notice Number of ceremonies; the last id.
    function ceremonyCount() external view returns (uint256);

    /// @notice A ceremony's state. Reverts with UnknownCeremony, as do all views here.
    function ceremony(uint256 ceremonyId) external view returns (Ceremony memory);

    /// @notice The phase at the current block's time.
    function phase(uint256 ceremonyId) external view returns (CeremonyPhase);

    /// @notice The election key H. Reverts with NotFinished before the ceremony is finished.
    function electionKey(uint256 ceremonyId) external view returns (uint256 x, uint256 y);

    /// @notice Public share Y of trustee `index`: what its partial decryptions are checked against. (0, 0) before the first dealing.
    function publicShare(uint256 ceremonyId, uint256 index) external view returns (uint256 x, uint256 y);

    /// @notice Recipient key E of trustee `index`; (0, 0) if not registered.
    function recipientKey(uint256 ceremonyId, uint256 index) external view returns (uint256 x, uint256 y);

    /// @notice The hash that trustee `index` committed to; 0 if none.
    function dealingCommitment(uint256 ceremonyId, uint256 index) external view returns (bytes32);

    /// @notice Whether the dealing of trustee `index` was accepted.
    function hasDealt(uint256 ceremonyId, uint256 index) external view returns (bool);

    /// @notice keccak256(abi.encode(chainid, this, ceremonyId, dealerIndex, commitments, content)), where content is a uint256[] of
    /// [R.x, R.y, c] for each trustee. Proof words are left out, because anyone can re-randomise a proof.
    /// @dev Reverts with WrongLength if `shares` is not a whole number of shares.
    function dealingHash(
        uint256 ceremonyId,
        uint256 dealerIndex,
        uint256[2][] calldata commitments,
        uint256[] calldata shares
    ) external view returns (bytes32);
}
