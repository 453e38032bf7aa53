import { describeProblems, type Translate } from './describe-problems';
import type { Endpoint } from '../model/endpoint';

/** Why an endpoint refuses every request because of its configuration, in words; undefined when it does not. */
export function describeEndpoint(
  { misconfigured, problems }: Pick<Endpoint, 'misconfigured' | 'problems'>,
  translate: Translate,
): string | undefined {
  return problems ? describeProblems(problems, translate) : misconfigured;
}
