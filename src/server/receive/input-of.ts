import type { Credentials, Endpoint, HandshakeInput } from '../model/endpoint';
import type { ReceivedBody, ReceivedRequest } from '../model/request';
import { bodyReading, type BodyReading } from './body-reading';
import type { Steps } from './Steps';

/** Makes the one reading of a request's body, as its endpoint reads bodies. */
export function readingOf(
  request: Pick<ReceivedRequest, 'headers'>,
  { decoded }: ReceivedBody,
  { body }: Endpoint,
  { parseBody }: Pick<Steps, 'parseBody'>,
): BodyReading {
  const { headers } = request;
  const contentType = headers.get('content-type')?.[0];
  return bodyReading((unproven) => parseBody({ content: decoded, contentType, headers }, body, unproven));
}

/** What verification and handshakes are given of a request: the bytes that are signed, and what they are read as. */
export function inputOf(
  request: ReceivedRequest,
  bytes: ReceivedBody,
  endpoint: Endpoint,
  { reading, credentials }: { reading: BodyReading; credentials: Credentials },
): HandshakeInput {
  const body = bytes[endpoint.body.signedBody];
  return { request: { ...request, body, content: () => reading.unproven() }, ...credentials, now: request.receivedAt };
}
