import { compileHandshake } from '../handshake/compile-handshake';
import { acknowledgementResponse } from '../handshake/responses';
import type { Endpoint, Handshake } from '../model/endpoint';
import type { Catalogue, KnownProvider } from '../model/provider';

/**
 * Looks a provider up together with its code.
 * @param scheme undefined and `custom` are no provider
 * @throws Error when the catalogue lacks the code that the provider's row names
 */
export function findKnownProvider(
  { providers, code }: Catalogue,
  scheme: string | undefined,
): KnownProvider | undefined {
  const provider = providers.find(({ id }) => id === scheme);
  if (!provider) return undefined;
  const name = provider.code;
  if (name === undefined) return { provider, code: {} };
  if (!Object.hasOwn(code, name)) throw new Error(`there is no code "${name}"`);
  return { provider, code: code[name] };
}

/** The handshake of a provider: that of its code, or the one that its data describes. */
export function handshakeOf(known: KnownProvider | undefined): Handshake | undefined {
  const data = known?.provider.handshake;
  return known?.code.handshake ?? (data && compileHandshake(data));
}

/** What a provider expects instead of the default response to an event; undefined: the default is fine. */
export function acknowledgementOf(known: KnownProvider | undefined): Endpoint['acknowledgement'] {
  const data = known?.provider.acknowledgement;
  return known?.code.acknowledge ?? (data && (() => acknowledgementResponse(data)));
}
