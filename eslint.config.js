import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["build/", "node_modules/"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ["./tsconfig.json", "./src/web/tsconfig.json"], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Secrets and tests take their randomness from node:crypto." },
      ],
      "no-empty": ["error", { allowEmptyCatch: false }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // Declarations of what JavaScript brings.
      "@typescript-eslint/no-extraneous-class": ["error", { allowConstructorOnly: true }],
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // ethers makes its typed contracts by casting.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Every access by index needs one, in loops whose bounds are plain to see.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Arrow functions that only call something, as event handlers do.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
  {
    files: ["src/**"],
    rules: {
      // A bigint of zero is a value like any other.
      "@typescript-eslint/strict-boolean-expressions": ["error", { allowNullableBoolean: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports: one name everywhere." },
        { selector: "ExportAllDeclaration", message: "Barrels hide cycles; name what is exported." },
      ],
    },
  },
  {
    files: ["test/**"],
    // Stand-ins for what is asynchronous.
    rules: { "@typescript-eslint/require-await": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { process: "readonly", setTimeout: "readonly" } },
    // Types written as comments do not reach the linter; tsc checks them.
    rules: { "@typescript-eslint/no-unsafe-assignment": "off" },
  },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
);
