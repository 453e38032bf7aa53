export { compileVerification, type Verifier } from './compile-verification';
export { customScheme, readCustomScheme } from './custom-scheme';
export { keyProblem } from './key-problem';
export { optionProblem } from './option-problem';
export { providerKeyProblem } from './provider-key-problem';
export { readValue } from '../request/read-value';
export { DELIVERY_ID_CODE } from './schemes';
