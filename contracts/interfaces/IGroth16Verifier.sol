// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title One Groth16 verifier for every circuit
/// @notice Verifying keys are data: registered once by anyone, immutable, named by their hash. Proofs are over BN254.
/// @dev Words: a proof is `[A.x, A.y, B.x.c1, B.x.c0, B.y.c1, B.y.c0, C.x, C.y]`, each below the base field's prime q;
/// G2 coordinates come in EIP-197's order, the imaginary part (c1) first. Public signals are below the scalar field's prime r.
/// `verify` and `verifyBatch` return false for well-formed, wrong input alone; malformed input reverts.
interface IGroth16Verifier {
    /// @notice A circuit's verifying key.
    struct VerifyingKey {
        bytes32 circuitHash; // names the circuit the key was made for: any digest that the publisher documents
        uint256[2] alpha; // G1
        uint256[4] beta; // G2
        uint256[4] gamma; // G2
        uint256[4] delta; // G2
        uint256[] ic; // G1 points, flat: 2 · (public signals + 1) words
    }

    /// @notice A verifying key was registered and can never change.
    /// @param keyId keccak256(abi.encode(key))
    /// @param circuitHash As given in the key.
    /// @param signalCount Public signals of the circuit.
    event KeyRegistered(bytes32 indexed keyId, bytes32 indexed circuitHash, uint256 signalCount);

    /// @notice The chain lacks a BN254 precompile (addresses 6, 7, 8), or has one that accepts wrong proofs.
    error PrecompileMissing();
    /// @notice A precompile answered with the wrong number of bytes or with a result that is neither 0 nor 1.
    error PrecompileFailed();
    /// @notice No key is registered under this id.
    error UnknownKey(bytes32 keyId);
    /// @notice The same key was registered before.
    error KeyAlreadyRegistered(bytes32 keyId);
    /// @notice `ic` must hold two words for each public signal and two more, for at least one signal.
    error MalformedKey(uint256 icWords);
    /// @notice A coordinate of the key is not below q. `word` counts from alpha's first word, through beta, gamma, delta, ic.
    error CoordinateOutOfRange(uint256 word);
    /// @notice The point that starts at `word` is off its curve or, in G2, outside the subgroup of order r.
    error PointNotInGroup(uint256 word);
    /// @notice The point that starts at `word` is the identity.
    error IdentityPoint(uint256 word);
    /// @notice delta is gamma or G2's generator: nobody did the second phase of the key ceremony, and anyone can forge.
    error ForgeableKey();
    /// @notice The number of signals is not that of the circuit, or that of common signals is larger.
    error WrongSignalCount(uint256 actual, uint256 needed);
    /// @notice No item, more than MAX_BATCH items, or words left over.
    error MalformedBatch();
    /// @notice A proof word is not below q. `word` is 0 to 7.
    error ProofWordOutOfRange(uint256 item, uint256 word);
    /// @notice A signal is not below r. `signal` counts in the circuit's order; `item` is 0 for a common signal.
    error SignalOutOfRange(uint256 item, uint256 signal);

    /// @notice Registers a verifying key.
    /// @dev Refuses points off the curves or outside the subgroup, identities, gamma = delta and delta = G2's generator.
    /// Says nothing on how the key was made: users pin the ids of keys whose ceremony they trust.
    /// @param key The key, coordinates below q.
    /// @return keyId keccak256(abi.encode(key))
    function registerKey(VerifyingKey calldata key) external returns (bytes32 keyId);

    /// @notice Public signals of a key's circuit; 0 if the key is unknown.
    function signalCount(bytes32 keyId) external view returns (uint256);

    /// @notice The circuit hash registered with a key; 0 if the key is unknown.
    function circuitHash(bytes32 keyId) external view returns (bytes32);

    /// @notice A registered key, word for word. Reverts with UnknownKey.
    function verifyingKey(bytes32 keyId) external view returns (VerifyingKey memory);

    /// @notice Verifies one proof.
    /// @param keyId A registered key.
    /// @param proof Eight words, each below q.
    /// @param signals All public signals in the circuit's order, each below r.
    /// @return Whether the proof is right. A point off its curve makes it wrong.
    function verify(bytes32 keyId, uint256[8] calldata proof, uint256[] calldata signals) external view returns (bool);

    /// @notice Verifies 1 to MAX_BATCH proofs of one circuit together; true only if every one is right.
    /// @dev A random linear combination with coefficients of 128 bits derived from all words (probability of a miss: at most 2^-127
    /// for each hash that an attacker tries). A point off its curve in any item makes the answer false.
    /// @param keyId A registered key.
    /// @param common The signals that all items share, first in the circuit's order; may be empty.
    /// @param items count × [8 proof words, the item's own signals].
    function verifyBatch(
        bytes32 keyId,
        uint256[] calldata common,
        uint256[] calldata items
    ) external view returns (bool);

    /// @notice ic_0 + Σ ic_j·common_j: what `verifyBatch` needs of the common signals. A contract whose common signals stay the same keeps it
    /// and spares their multiplications.
    /// @param common The first signals in the circuit's order, each below r.
    function commonPoint(bytes32 keyId, uint256[] calldata common) external view returns (uint256[2] memory);

    /// @notice As `verifyBatch`, with the common signals given by their point.
    /// @dev The caller answers for the point: it must be what `commonPoint` returned for this key and this number of signals.
    /// Whoever may choose it freely can forge proofs for the caller.
    /// @param commonCount Number of common signals in the point.
    function verifyBatchAt(
        bytes32 keyId,
        uint256 commonCount,
        uint256[2] calldata point,
        uint256[] calldata items
    ) external view returns (bool);
}
