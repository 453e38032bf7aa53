import { chatProviders } from './chat';
import { codeProviders } from './code';
import { commerceProviders } from './commerce';
import { serviceProviders } from './services';
import type { Provider } from './types';

export type { KeyType, LocalText, Provider, ProviderOption } from './types';
export { PUBLIC_URL } from './types';
export { timeTolerance } from './timeTolerance';

/** All providers, sorted by name. */
export const providers: readonly Provider[] = [
  ...codeProviders,
  ...chatProviders,
  ...commerceProviders,
  ...serviceProviders,
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Headers in which providers send a plain secret: presets of the `header` verification. */
export const TOKEN_HEADERS: readonly { name: string; header: string }[] = [
  { name: 'GitLab (secret token)', header: 'X-Gitlab-Token' },
  { name: 'Google (Drive, Calendar)', header: 'X-Goog-Channel-Token' },
  { name: 'Telegram Bot API', header: 'X-Telegram-Bot-Api-Secret-Token' },
];
