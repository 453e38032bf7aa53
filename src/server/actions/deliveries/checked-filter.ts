import type { Filter } from '@nocobase/database';
import { ActionError } from './ActionError';
import { SUMMARY_COLUMNS } from './delivery-columns';

const OPERATORS = new Set([
  '$eq',
  '$ne',
  '$in',
  '$notIn',
  '$includes',
  '$notIncludes',
  '$startsWith',
  '$empty',
  '$notEmpty',
  '$null',
  '$notNull',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$dateOn',
  '$dateNotOn',
  '$dateBefore',
  '$dateNotBefore',
  '$dateAfter',
  '$dateNotAfter',
  '$dateBetween',
]);
const COLUMNS: ReadonlySet<string> = new Set(SUMMARY_COLUMNS);
const MAX_DEPTH = 6;
const MAX_CONDITIONS = 100;
const MAX_VALUES = 200;
const MAX_LENGTH = 1_000;

/** A filter in NocoBase's own form, all of whose columns and operators are allowed. */
export type DeliveryFilter = Filter;

/**
 * Checks a filter against the columns and operators that are allowed, so that none reaches a hidden column or another table.
 * @param input NocoBase's filter: an object, its JSON text, or nothing
 * @throws ActionError 400 `bad_filter` that names what is wrong
 */
export function checkedFilter(input: unknown): DeliveryFilter {
  const filter = typeof input === 'string' && input ? parse(input) : (input ?? {});
  if (filter === '') return {};
  let conditions = 0;

  const group = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) throw bad('it is nested too deeply');
    if (Array.isArray(value)) return value.forEach((one) => group(one, depth + 1));
    if (!isObject(value)) throw bad('a group of conditions is an object');
    for (const [key, content] of Object.entries(value)) {
      if (key === '$and' || key === '$or') group(content, depth + 1);
      else condition(key, content);
    }
  };
  const condition = (key: string, content: unknown): void => {
    conditions += 1;
    if (conditions > MAX_CONDITIONS) throw bad(`it has more than ${MAX_CONDITIONS} conditions`);
    const [column, ...operators] = key.split('.');
    const operator = operators.at(0);
    if (!COLUMNS.has(column) || operators.length > 1) throw bad(`"${key.slice(0, 100)}" can't be filtered by`);
    if (operator !== undefined) return operation(operator, content);
    if (!isObject(content)) return plain(content);
    for (const [name, value] of Object.entries(content)) operation(name, value);
  };

  group(filter, 0);
  return filter as DeliveryFilter;
}

function operation(name: string, value: unknown): void {
  if (!OPERATORS.has(name)) throw bad(`"${name.slice(0, 100)}" is not an operator of it`);
  // NocoBase's date operators take an object too, such as { type: 'past', number: 7, unit: 'day' }.
  if (name.startsWith('$date') && isObject(value)) return Object.values(value).forEach(plain);
  plain(value);
}

function plain(value: unknown): void {
  if (Array.isArray(value)) {
    if (value.length > MAX_VALUES) throw bad(`a list of it has more than ${MAX_VALUES} values`);
    if (value.some((one) => Array.isArray(one))) throw bad('a list of it has a list');
    return value.forEach(plain);
  }
  if (typeof value === 'string' && value.length > MAX_LENGTH) throw bad('a value of it is too long');
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) throw bad('a value of it is an object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad('it is not JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function bad(problem: string): ActionError {
  return new ActionError(400, 'bad_filter', `The filter can't be used: ${problem}`);
}
