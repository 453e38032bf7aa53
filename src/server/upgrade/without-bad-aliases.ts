import type { WebhookConfig } from '../../common/WebhookConfig';
import { aliasProblems } from '../endpoint/alias-problems';

/** Variables without aliases that were only labels until aliases became names: their leaves stay, and are shown by their paths. */
export function withoutBadAliases<T extends WebhookConfig['variables']>(variables: T): T {
  const bad = new Set(aliasProblems(variables).map(({ path }) => path));
  if (!variables || !bad.size) return variables;
  const parts = Object.entries(variables).map(([part, list]) => [
    part,
    list.map(({ alias, ...variable }, index) =>
      bad.has(`variables.${part}.${index}.alias`) || alias === undefined ? variable : { ...variable, alias },
    ),
  ]);
  return Object.fromEntries(parts) as T;
}
