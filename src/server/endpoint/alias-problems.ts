import { isAlias, needsAlias } from '../../common/alias';
import type { WebhookConfig } from '../../common/WebhookConfig';
import type { ConfigProblem } from './config-problems';

const PARTS = ['headers', 'query', 'body'] as const;

/**
 * What is wrong with the aliases of variables: `alias.form`, where templates can't read the path and so need a name; `alias.twice`, as
 * `$context.fields` has one value under each name. On a path that templates can read, an alias of another form is a label.
 * @param variables of a configuration that is valid otherwise
 */
export function aliasProblems(variables: WebhookConfig['variables'] | null): ConfigProblem[] {
  const taken = new Set<string>();
  return PARTS.flatMap((part) =>
    (variables?.[part] ?? []).flatMap(({ path, alias }, index) => {
      const problem = (key: string) => [{ path: `variables.${part}.${index}.alias`, key, params: {} }];
      if (!alias) return [];
      if (!isAlias(alias)) return needsAlias(path) ? problem('alias.form') : [];
      if (taken.has(alias)) return problem('alias.twice');
      taken.add(alias);
      return [];
    }),
  );
}
