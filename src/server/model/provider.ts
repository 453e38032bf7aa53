import type { Provider } from '../../common/providers';
import type { Handshake, HandshakeInput, Verify } from './endpoint';
import type { HttpResponse, IncomingRequest } from './request';

/** The code of one provider: whatever its row of the catalogue can't say as data. Code takes precedence over data. */
export interface ProviderCode {
  verify?: Verify;
  /** in place of `verify`, for schemes that remember something about one endpoint's requests: makes the verifier of one endpoint */
  makeVerify?: () => Verify;
  /** where a source of data would leave the sender a choice */
  deliveryId?: (request: IncomingRequest) => string | undefined;
  handshake?: Handshake;
  /** the response that the provider expects in place of the default one; undefined: the default is fine */
  acknowledge?: (input: HandshakeInput) => HttpResponse | undefined;
}

/** Everything that endpoints are compiled with: the providers and, by its name in their rows, their code. */
export interface Catalogue {
  providers: readonly Provider[];
  code: Readonly<Record<string, ProviderCode>>;
}

/** A provider of the catalogue with its code, which is empty where data is enough. */
export interface KnownProvider {
  provider: Provider;
  code: ProviderCode;
}
