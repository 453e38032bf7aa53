export { compileVerification, type Verifier } from './compile-verification';
export { customScheme, readCustomScheme } from './custom-scheme';
export { keyProblem } from './key-problem';
export { readValue } from './read-value';
