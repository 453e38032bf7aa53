// The panel checks and tests an allowlist by the same rules.
export * from '../../common/allowlist';
