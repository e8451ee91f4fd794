// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

// Proves: out = choices[i] for the index i with these bits, lowest first.
// Cost: 2^n − 1
template Select(n) {
    signal input choices[1 << n];
    signal input {binary} bits[n];
    signal output out;

    // The choices, then the 2^(n − 1) that the lowest bit leaves, and so on to the last one.
    signal left[(2 << n) - 1];
    for (var i = 0; i < (1 << n); i++) {
        left[i] <== choices[i];
    }
    var from = 0;
    var next = 1 << n;
    for (var level = 0; level < n; level++) {
        for (var pair = 0; pair < (1 << (n - level - 1)); pair++) {
            left[next] <== left[from] + bits[level] * (left[from + 1] - left[from]);
            from += 2;
            next++;
        }
    }
    out <== left[next - 1];
}
