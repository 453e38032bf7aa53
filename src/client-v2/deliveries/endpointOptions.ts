import type { Delivery } from '../../common/api/deliveries';

/** An option of a select. */
export interface EndpointOption {
  value: string;
  label: string;
}

/**
 * The endpoints that the filter offers.
 * @param workflows those the user may see, possibly none
 * @param rows deliveries from the list; they also name endpoints whose workflow is deleted or not visible to the user
 * @param typed search text; if nothing matches, it is offered as a workflow key
 */
export function endpointOptions(
  workflows: readonly { key: string; title: string }[],
  rows: readonly Pick<Delivery, 'workflowKey' | 'workflowTitle'>[],
  typed: string,
): EndpointOption[] {
  const labels = new Map<string, string>();
  for (const { workflowKey, workflowTitle } of rows) labels.set(workflowKey, workflowTitle || workflowKey);
  for (const { key, title } of workflows) labels.set(key, title || key);
  const options = [...labels].map(([value, label]) => ({ value, label }));
  options.sort((one, other) => one.label.localeCompare(other.label));
  const key = typed.trim();
  return key && !options.some((option) => matchesSearch(option, key))
    ? [...options, { value: key, label: key }]
    : options;
}

/** Whether an option matches the search text: part of its label, or its exact key. */
export function matchesSearch({ value, label }: EndpointOption, typed: string): boolean {
  const text = typed.trim();
  return value === text || label.toLowerCase().includes(text.toLowerCase());
}
