import type { HandshakeData } from '../../common/providers';
import type { Handshake, HandshakeInput, HandshakeResult } from '../model/endpoint';
import { challengeParameter, own, smallJsonObject } from '../request/read-request';
import { isText, SENTENCE, TOKEN } from './challenge';
import { emptyResponse, textResponse } from './responses';

type Unsigned = NonNullable<Handshake['unsigned']>;
type Signed = NonNullable<Handshake['signed']>;

const FORMS = { token: TOKEN, sentence: SENTENCE } as const;

/** Makes the handshake of a provider that describes it as data. */
export function compileHandshake({ head, echo, testEvent: fields }: HandshakeData): Handshake {
  const unsigned = [head && answerHead, echo && echoParameter(echo)].filter((one) => one !== undefined);
  return {
    methods: [...(head ? ['HEAD'] : []), ...(echo ? [echo.method] : []), ...(fields ? ['POST'] : [])],
    unsigned: unsigned.length ? (input) => firstResult(unsigned, input) : undefined,
    signed: fields && testEvent(fields),
  };
}

/**
 * For signed test events: 200, and the workflow does not run. The signature has been checked like that of any event.
 * @param fields what the JSON object holds at these dotted paths: a text, or an empty list
 */
export function testEvent(fields: NonNullable<HandshakeData['testEvent']>): Signed {
  const expected = Object.entries(fields).map(([path, value]) => ({ path: path.split('.'), value }));
  return ({ request }) => {
    const body = request.method === 'POST' ? smallJsonObject(request) : undefined;
    if (!body) return undefined;
    const isTest = expected.every(({ path, value }) => {
      const found = path.reduce<unknown>(own, body);
      return typeof value === 'string' ? found === value : Array.isArray(found) && found.length === 0;
    });
    return isTest ? emptyResponse(200) : undefined;
  };
}

function answerHead({ request }: HandshakeInput): HandshakeResult | undefined {
  return request.method === 'HEAD' ? emptyResponse(200) : undefined;
}

// It tells the sender nothing but what it has just said: only without a body, and only in the characters that the provider uses.
function echoParameter({ method, parameter, form }: NonNullable<HandshakeData['echo']>): Unsigned {
  return ({ request }) => {
    if (request.method !== method || request.body.length > 0) return undefined;
    const challenge = challengeParameter(request, parameter);
    return isText(challenge, FORMS[form]) ? textResponse(challenge) : undefined;
  };
}

function firstResult(handshakes: readonly Unsigned[], input: HandshakeInput): HandshakeResult | undefined {
  for (const handshake of handshakes) {
    const result = handshake(input);
    if (result) return result;
  }
  return undefined;
}
