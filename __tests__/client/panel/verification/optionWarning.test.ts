import { optionWarning } from '../../../../src/client-v2/panel/verification/optionWarning';
import { providers } from '../../../../src/common/providers';

const option = (scheme: string, name: string) => {
  const found = providers.find(({ id }) => id === scheme)?.options?.find((one) => one.name === name);
  if (!found) throw new Error(`${scheme} has no option ${name}`);
  return found;
};

describe('the warning below a provider option', () => {
  it.each([
    ['hubspot', 'onlyV3', undefined, /version 3 only/],
    ['hubspot', 'onlyV3', 'false', /version 3 only/],
    ['hubspot', 'onlyV3', 'true', undefined],
    ['hubspot', 'publicUrl', undefined, undefined],
    ['aws-sns', 'topicArn', undefined, /ARN of your topic/],
    ['aws-sns', 'topicArn', '', /ARN of your topic/],
    ['aws-sns', 'topicArn', 'arn:aws:sns:us-east-1:1:a', undefined],
  ])('%s, %s: %s', (scheme, name, value, expected) => {
    const warning = optionWarning(option(scheme, name), value)?.en;
    if (expected) expect(warning).toMatch(expected);
    else expect(warning).toBeUndefined();
  });
});
