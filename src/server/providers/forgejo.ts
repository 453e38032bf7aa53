import type { ProviderCode } from '../model/provider';
import { verifyWith } from './gitea';

/** Forgejo: signs as Gitea does, and sends Gitea's header too. */
export const forgejo: ProviderCode = { verify: verifyWith('X-Forgejo-Signature', 'X-Gitea-Signature') };
