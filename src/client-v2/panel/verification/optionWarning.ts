import type { LocalText, ProviderOption } from '../../../common/providers';

/**
 * The warning for a provider's option that is not set.
 * @returns undefined if the option is set or has no warning
 */
export function optionWarning({ missing, isSwitch }: ProviderOption, value: string | undefined): LocalText | undefined {
  const isSet = isSwitch ? value === 'true' : Boolean(value);
  return isSet ? undefined : missing;
}
