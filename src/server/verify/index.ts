export { compileVerification, type Verifier } from './compile-verification';
export { validateCustomScheme } from './validate-custom-scheme';
export { readValue } from './read-value';
