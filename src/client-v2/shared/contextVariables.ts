import type { UseVariableOptions, VariableOption } from '@nocobase/plugin-workflow/client-v2';
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
  const variables = config.variables ?? {};
  const tree: Leaf[] = [
    { value: 'data', label: t('Body'), children: leavesOf(variables.body) },
    { value: 'headers', label: t('Headers'), children: leavesOf(lowerCased(variables.headers)) },
    { value: 'files', label: t('Files'), children: [] },
    { value: 'query', label: t('Query parameters'), children: leavesOf(variables.query) },
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
