import { problemText } from './codeText';
import type { DeliveriesError } from './deliveriesApi';

/** What a person is told of a call to the API that failed. */
export function errorText({ status, code, message }: DeliveriesError, t: (key: string) => string): string {
  return status ? problemText(code, message, t) : t('The server does not answer.');
}
