import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.sandbox*/', 'artifacts/', 'coverage/', 'storage/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // `for (;;)` and `while (true)` say what they mean.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // An async function without await satisfies an interface of promises, and turns what it throws into a rejection.
      '@typescript-eslint/require-await': 'off',
      // Interfaces here are bags of closures, whose members are taken apart freely; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // What senders and people write may be an object where a text belongs; "[object Object]" is then as good as any wrong text.
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    // Bodies of responses, rows and much of NocoBase are untyped: what a test expects of them is its check.
    files: ['__tests__/**', 'bench/**', 'scripts/**'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((kind) => [
        `@typescript-eslint/no-unsafe-${kind}`,
        'off',
      ]),
    ),
  },
  {
    // NocoBase awaits the hooks of a plugin and what listens to its application, though their types say void.
    files: ['src/server/plugin.ts', 'src/server/wiring/**'],
    rules: {
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, inheritedMethods: false } },
      ],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}', '*.d.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['src/client/**', 'src/client-v2/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
);
