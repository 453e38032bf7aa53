import type { Delivery } from '../../common/api/deliveries';

/** A choice of a select. */
export interface EndpointOption {
  value: string;
  label: string;
}

/**
 * The endpoints that a filter offers.
 * @param workflows that this person may see: maybe none
 * @param rows deliveries that were shown; they also name endpoints whose workflow is deleted or out of reach
 * @param typed what the person looks for: where it is part of no name, it is offered as a key itself
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
  return key && !options.some((option) => isSearched(option, key)) ? [...options, { value: key, label: key }] : options;
}

/** Whether an option is what somebody types: a part of its label, or its whole key. */
export function isSearched({ value, label }: EndpointOption, typed: string): boolean {
  const text = typed.trim();
  return value === text || label.toLowerCase().includes(text.toLowerCase());
}
