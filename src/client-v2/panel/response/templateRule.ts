import type { Translate } from '@nocobase/flow-engine';
import { templateProblem, textsIn } from '../../../common/template';
import { InvalidJson } from '../../shared/jsonText';

/** Rejects a text, or a JSON value with a text, that holds a variable which can't be read. The server refuses it too. */
export function templateRule(t: Translate) {
  return {
    validator: async (_rule: unknown, value: unknown) => {
      const problems = value instanceof InvalidJson ? [] : textsIn(value).map(templateProblem);
      if (problems.includes('braces')) throw new Error(t('A variable is not closed, or lacks a brace.'));
      if (problems.includes('unknown'))
        throw new Error(t('A variable begins with $context, $jobsMapByNodeKey, $scopes or $system.'));
    },
  };
}
