import type { LocalText, ProviderOption } from '../../../common/providers';

/**
 * What a person should know about a provider's setting as it stands.
 * @returns undefined when it has a value, a switch is on, or there is nothing to be said
 */
export function optionWarning({ missing, isSwitch }: ProviderOption, value: string | undefined): LocalText | undefined {
  const isSet = isSwitch ? value === 'true' : Boolean(value);
  return isSet ? undefined : missing;
}
