export { acknowledgement } from './acknowledgement';
export { findHandshake } from './find-handshake';
export type * from './types';
