import { isAlias } from '../../common/alias';
import { valueAt } from '../../common/valueAt';
import type { WebhookConfig } from '../../common/WebhookConfig';
import type { WorkflowContext } from '../model/delivery';

/**
 * Makes the function that gives `$context.fields`: for each variable with an alias what stands under its path, for names that NocoBase's
 * templates can't read. What is missing is left out.
 */
export function aliasedFields({
  body = [],
  headers = [],
  query = [],
}: Partial<NonNullable<WebhookConfig['variables']>> = {}) {
  const aliased = [
    ...body.map((variable) => ({ ...variable, part: 'data' as const })),
    ...headers.map(({ path, alias }) => ({ path: path.toLowerCase(), alias, part: 'headers' as const })),
    ...query.map((variable) => ({ ...variable, part: 'query' as const })),
  ].filter(({ alias }) => isAlias(alias));
  return (context: Pick<WorkflowContext, 'data' | 'headers' | 'query'>): Record<string, unknown> =>
    // fromEntries defines properties, whatever they are called.
    Object.fromEntries<unknown>(
      aliased
        .map(({ part, path, alias }): [string, unknown] => [alias ?? '', valueAt(context[part], path)])
        .filter(([, value]) => value !== undefined),
    );
}
