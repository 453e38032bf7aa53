// The panel reads addresses by the same rules.
export * from '../../common/network';
