import type { ConfigProblem } from './endpoint/config-problems';

/** Translates a key of this plugin's locale files. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Problems of a configuration in words, each led by the path of its field. */
export function describeProblems(
  problems: readonly (Omit<ConfigProblem, 'params'> & { params?: ConfigProblem['params'] })[],
  translate: Translate,
): string {
  return problems
    .map(({ path, key, params: { text, ...params } = {} }) => {
      const said = typeof text === 'string' ? { text: translate(`server.${text}`) } : {};
      return `${path}: ${translate(`server.${key}`, { ...params, ...said })}`;
    })
    .join('; ');
}
