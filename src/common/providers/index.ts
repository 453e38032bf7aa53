import { chatProviders } from './chat';
import { codeProviders } from './code';
import { commerceProviders } from './commerce';
import { serviceProviders } from './services';
import type { Provider } from './types';

export type {
  Acknowledgement,
  HandshakeData,
  KeyType,
  LocalText,
  Provider,
  ProviderOption,
  SignedFormat,
  ProviderScheme,
} from './types';
export { PUBLIC_URL } from './types';
export { timeTolerance } from './timeTolerance';

const rows = [...codeProviders, ...chatProviders, ...commerceProviders, ...serviceProviders] as const;

/** Names of the files with code that the rows mention: the server has one for each, which the compiler checks. */
export type CodeName = Extract<(typeof rows)[number], { code: string }>['code'];

/** Every provider whose webhooks are verified by choosing its name, in the order of names. */
export const providers: readonly Provider[] = [...rows].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The provider of a signature scheme; undefined for `custom` and unknown schemes. */
export function findProvider(scheme: string | undefined): Provider | undefined {
  return providers.find(({ id }) => id === scheme);
}

/** Headers in which providers send a plain secret: presets of the `header` verification. */
export const TOKEN_HEADERS: readonly { name: string; header: string }[] = [
  { name: 'GitLab (secret token)', header: 'X-Gitlab-Token' },
  { name: 'Google (Drive, Calendar)', header: 'X-Goog-Channel-Token' },
  { name: 'Telegram Bot API', header: 'X-Telegram-Bot-Api-Secret-Token' },
];
