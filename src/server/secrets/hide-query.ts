// Parameters that NocoBase itself reads before the action, or that say which records are meant.
const HARMLESS: ReadonlySet<string> = new Set([
  ...['filterByTk', 'page', 'pageSize', 'paginate', 'sort', 'fields', 'appends', 'except', 'locale', 'awaitResponse'],
  ...['__appName', '__dataSource', 'associatedIndex', 'updateAssociationValues', 'triggerWorkflows'],
]);

/**
 * A URL fit for a log: parameters that are not known to be harmless are taken out, as a configuration may have been put there.
 * @param url path and query as sent
 * @returns the same text when there is nothing to take out
 */
export function hideQuery(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  const parameters = url.slice(start + 1).split('&');
  const kept = parameters.filter((parameter) => HARMLESS.has(nameOf(parameter)));
  if (kept.length === parameters.length) return url;
  return `${url.slice(0, start)}?${[...kept, `hidden=${parameters.length - kept.length}`].join('&')}`;
}

// `fields[0]` and `fields%5B%5D` are `fields`.
function nameOf(parameter: string): string {
  return parameter.split(/[=[]|%5B/i, 1)[0];
}
