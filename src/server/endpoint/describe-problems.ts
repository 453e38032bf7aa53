import { shownProblems, type ConfigProblem } from './config-problems';

/** Translates a key of this plugin's locale files. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Problems of a configuration in words, each led by the path of its field: the first 20 of them. */
export function describeProblems(
  problems: readonly (Omit<ConfigProblem, 'params'> & { params?: ConfigProblem['params'] })[],
  translate: Translate,
): string {
  return shownProblems(problems)
    .map(({ path, ...problem }) => `${path}: ${describeProblem(problem, translate)}`)
    .join('; ');
}

/** The same for one problem, without its field. */
export function describeProblem(
  { key, params: { text, ...params } = {} }: Pick<ConfigProblem, 'key'> & { params?: ConfigProblem['params'] },
  translate: Translate,
): string {
  const said = typeof text === 'string' ? { text: translate(`server.${text}`) } : {};
  return translate(`server.${key}`, { ...params, ...said });
}
