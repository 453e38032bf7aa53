import type { UseVariableOptions, VariableOption } from '@nocobase/plugin-workflow/client-v2';
import { isAlias, needsAlias } from '../../common/alias';
import type { Variable, WebhookConfig } from '../../common/WebhookConfig';
import { pathParameters } from './pathProblem';

interface Leaf {
  value: string;
  label: string;
  children: Leaf[];
}

/**
 * Builds the tree of the configured variables: `order.id` is a leaf `id` in a branch `order`, labelled with its alias.
 * Empty segments are ignored.
 */
export function leavesOf(variables: readonly Variable[] | undefined): Leaf[] {
  const roots: Leaf[] = [];
  for (const { path, alias } of variables ?? []) {
    let level = roots;
    const segments = path.split('.').filter(Boolean);
    segments.forEach((value, index) => {
      const label = index === segments.length - 1 && alias ? alias : value;
      let leaf = level.find((candidate) => candidate.value === value);
      if (!leaf) {
        leaf = { value, label, children: [] };
        level.push(leaf);
      } else if (label !== value) {
        leaf.label = label;
      }
      level = leaf.children;
    });
  }
  return roots;
}

/** Converts paths of headers to lower case, which is how the workflow gets them. */
export function lowerCased(variables: readonly Partial<Variable>[] | undefined): Variable[] {
  return (variables ?? []).map((variable) => ({ ...variable, path: (variable.path ?? '').toLowerCase() }));
}

// Under its path a leaf with an alias might not be found: a dot may belong to a name.
function pathLeaves(variables: readonly Variable[] | undefined): Leaf[] {
  return leavesOf((variables ?? []).filter(({ path, alias }) => !isAlias(alias) && !needsAlias(path)));
}

function fieldLeaf({ path, alias = '' }: Variable): Leaf {
  return leaf(alias, `${alias} (${path})`);
}

const leaf = (value: string, label = value): Leaf => ({ value, label, children: [] });

/**
 * The contents of `$context` under this configuration, for the variable picker.
 * @param t translates the labels
 * @param fieldNames the picker's names for label, value and children
 */
export function contextVariables(
  config: WebhookConfig,
  t: (key: string) => string,
  fieldNames: UseVariableOptions['fieldNames'] = {},
): VariableOption[] {
  const { label = 'label', value = 'value', children = 'children' } = fieldNames;
  const { body, headers, query } = config.variables ?? {};
  const fields = [body, headers, query].flatMap((list) => list ?? []).filter(({ alias }) => isAlias(alias));
  const tree: Leaf[] = [
    { value: 'data', label: t('Body'), children: pathLeaves(body) },
    { value: 'headers', label: t('Headers'), children: pathLeaves(lowerCased(headers)) },
    { value: 'files', label: t('Files'), children: [] },
    { value: 'query', label: t('Query parameters'), children: pathLeaves(query) },
    ...(fields.length ? [{ value: 'fields', label: t('Fields with an alias'), children: fields.map(fieldLeaf) }] : []),
    { value: 'params', label: t('Path parameters'), children: pathParameters(config.path).map((name) => leaf(name)) },
    {
      value: 'delivery',
      label: t('Delivery'),
      children: [
        leaf('id', t('Delivery ID')),
        leaf('method', t('Method')),
        leaf('path', t('Path')),
        leaf('address', t('Source address')),
        leaf('receivedAt', t('Received at')),
        leaf('idempotencyKey', t('Idempotency key')),
        leaf('eventType', t('Event type')),
        leaf('contentType', t('Content type')),
        leaf('format', t('Body format')),
        ...(config.rawBody ? [leaf('rawBody', t('Raw body'))] : []),
      ],
    },
  ];
  const option = (node: Leaf): VariableOption => ({
    key: node.value,
    [value]: node.value,
    [label]: node.label,
    ...(node.children.length ? { [children]: node.children.map(option) } : {}),
  });
  return tree.map(option);
}
