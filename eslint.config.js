import globals from "globals";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  {
    ignores: ["dist/", "node_modules/", "public/", ".cache/"],
  },
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs["flat/recommended"],
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.worker },
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        extraFileExtensions: [".svelte"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportAllDeclaration",
          message: "No barrels: import the file itself.",
        },
      ],
      "max-lines": ["error", { max: 300, skipBlankLines: false }],
      complexity: ["error", 15],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    // Components are typed by svelte-check; type-aware lint cannot see through their imports.
    files: [
      "**/*.svelte",
      "**/*.svelte.ts",
      "**/*.svelte.test.ts",
      "src/app/**",
      "src/main.ts",
      "src/labeling/views.ts",
    ],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-redundant-type-constituents": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      // Maps and sets are replaced whole ($state.raw), so the plain ones are right.
      "svelte/prefer-svelte-reactivity": "off",
      "svelte/no-unused-props": "off",
      // The compiler warns where this rule believes that nothing was to be ignored.
      "svelte/no-unused-svelte-ignore": "off",
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    // Matchers such as `expect.any(String)` are typed `any`.
    files: ["**/*.test.ts", "tests/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off" },
  },
  {
    // Lives in the worker's world of types, which the project's own configuration leaves out.
    files: ["src/service-worker.ts"],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: "./src/workers/tsconfig.json",
      },
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "bench/**"],
    ...ts.configs.disableTypeChecked,
  },
  {
    // Nothing else tells a name that is used and not there.
    files: ["bench/**/*.mjs", "scripts/**/*.mjs"],
    languageOptions: {
      globals: { ...globals.node, ...globals.browser, probes: "readonly" },
      parserOptions: { projectService: false },
    },
    rules: { "no-undef": "error" },
  },
);
