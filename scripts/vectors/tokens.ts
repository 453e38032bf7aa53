import type { VectorCase, VectorFile } from '../../__tests__/helpers/vectors';
import { requestCase, type Parts } from './request-case';
import { hmac } from './sign';
import { badTimestamps, NOW } from './timestamps';

type Case = (name: string, expect: VectorCase['expect'], parts: Parts, rest?: Partial<VectorCase>) => VectorCase;
const caseOf =
  (source: string): Case =>
  (name, expect, parts, rest) =>
    requestCase(name, expect, source, parts, rest);

/** Telegram: the secret itself in a header. */
export function telegramFile(): VectorFile {
  const one = caseOf('core.telegram.org/bots/api, setWebhook');
  const name = 'X-Telegram-Bot-Api-Secret-Token';
  const secrets = ['Telegram_secret-1', 'second'];
  const body = { update_id: 815481231, message: { text: '你好' } };
  const sent = (...headers: [string, string][]): Parts => ({ body, headers });
  return {
    scheme: 'telegram',
    config: { secrets },
    now: NOW,
    cases: [
      one('update', 'verified', sent([name, secrets[0]]), {
        identity: { idempotencyKey: '815481231', eventType: null },
      }),
      one('update with the second secret', 'verified', sent([name, secrets[1]])),
      one('name of the header in lower case', 'verified', sent([name.toLowerCase(), secrets[0]])),
      one('no token', 'refused', sent()),
      one('empty token', 'refused', sent([name, ''])),
      one('wrong token', 'refused', sent([name, 'Telegram_secret-2'])),
      one('beginning of the token', 'refused', sent([name, secrets[0].slice(0, -1)])),
      one('token and more', 'refused', sent([name, `${secrets[0]}1`])),
      one('both tokens in one', 'refused', sent([name, secrets.join(',')])),
      one('token in another case', 'refused', sent([name, secrets[0].toUpperCase()])),
      one('token twice', 'refused', sent([name, secrets[0]], [name, secrets[0]])),
      one('wrong token and the right one', 'refused', sent([name, 'x'], [name, secrets[0]])),
      one('token in the query', 'refused', { body, search: `${name}=${secrets[0]}` }),
      one('token in another header', 'refused', sent(['Authorization', secrets[0]])),
      one('token in the body', 'refused', { body: { ...body, secret_token: secrets[0] } }),
    ],
  };
}

/** Microsoft Graph: `clientState` in each notification, and the token that comes before. */
export function msgraphFile(): VectorFile {
  const one = caseOf('learn.microsoft.com/graph, "Receive change notifications through webhooks"');
  const token =
    'Validation: Testing client application reachability for subscription Request-Id: 461743d5-0f48-4b0b-a5d1-57ebb0e6d8a9';
  const escaped = encodeURIComponent(token);
  const note = (clientState?: unknown) => ({
    subscriptionId: '1',
    clientState,
    changeType: 'created',
    resource: 'Users/1',
  });
  const notes = (...states: unknown[]): Parts => ({ body: { value: states.map(note) } });
  const post = (search: string, rest: Parts = {}): Parts => ({ method: 'POST', search, ...rest });
  const reply = { reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: token } };
  return {
    scheme: 'msgraph',
    config: { secrets: ['SecretClientState'], options: { clientState: 'anotherState' } },
    now: NOW,
    cases: [
      one('notification', 'verified', notes('SecretClientState'), {
        identity: { idempotencyKey: null, eventType: 'created' },
      }),
      one('notification with the option', 'verified', notes('anotherState')),
      one('two notifications', 'verified', notes('SecretClientState', 'anotherState')),
      one('two notifications, one with a wrong state', 'refused', notes('SecretClientState', 'wrong')),
      one('two notifications, one without a state', 'refused', notes('SecretClientState', undefined)),
      one('wrong state', 'refused', notes('SecretClientstate')),
      one('empty state', 'refused', notes('')),
      one('state is a list', 'refused', notes(['SecretClientState'])),
      one('state is null', 'refused', notes(null)),
      one('no state', 'refused', notes(undefined)),
      one('no notification', 'refused', { body: { value: [] } }),
      one('state beside the notifications', 'refused', { body: { clientState: 'SecretClientState', value: [] } }),
      one('no JSON', 'refused', { body: 'SecretClientState' }),
      one('handshake', 'handshake', post(`validationToken=${escaped}`), reply),
      one(
        'handshake with plus signs for blanks',
        'handshake',
        post(`validationToken=${escaped.replace(/%20/g, '+')}`),
        reply,
      ),
      one('handshake with a script', 'refused', post('validationToken=%3Cscript%3Ealert(1)%3C%2Fscript%3E')),
      one('handshake with quotes', 'refused', post('validationToken=%22onmouseover%3D%22')),
      one('handshake with a line break', 'refused', post('validationToken=a%0d%0aSet-Cookie:%20a')),
      one('handshake with the token twice', 'refused', post('validationToken=a&validationToken=a')),
      one('handshake that carries a notification', 'refused', post('validationToken=a', notes('wrong'))),
      one('handshake as GET', 'refused', { search: `validationToken=${escaped}` }),
    ],
  };
}

/** DingTalk's robots: the signature covers the time only, so the body may be anything. */
export function dingtalkRobotFile(): VectorFile {
  const one = caseOf('open.dingtalk.com, "机器人接收消息", 签名校验');
  const secrets = ['AppSecret-中文', 'second'];
  const body = { msgId: 'msg0xEsuYIJmDNmrnbtqbeFTw==', msgtype: 'text', text: { content: '你好' } };
  const time = String(NOW);
  const sent = (given: { secret?: string; time?: string; change?: (sign: string) => string } = {}): Parts => {
    const { secret = secrets[0], time: at = time, change = (sign: string) => sign } = given;
    const sign = hmac('sha256', secret, 'base64', `${at}\n${secret}`);
    return {
      body,
      headers: [
        ['timestamp', at],
        ['sign', change(sign)],
      ],
    };
  };
  const shift = (seconds: number) => ({ time: String(NOW + seconds * 1000) });
  const [timestamp, sign] = sent().headers ?? [];
  return {
    scheme: 'dingtalk-robot',
    config: { secrets },
    now: NOW,
    cases: [
      one('message', 'verified', sent(), { identity: { idempotencyKey: body.msgId, eventType: 'text' } }),
      one('message with the second secret', 'verified', sent({ secret: secrets[1] })),
      one('message of an hour ago', 'verified', sent(shift(-3_600))),
      one('message of an hour ahead', 'verified', sent(shift(3_600))),
      one('wrong secret', 'refused', sent({ secret: 'mallory' })),
      one('signature of the time alone', 'refused', sent({ change: () => hmac('sha256', secrets[0], 'base64', time) })),
      one('signature in hex', 'refused', sent({ change: (text) => Buffer.from(text, 'base64').toString('hex') })),
      one('signature escaped', 'refused', sent({ change: encodeURIComponent })),
      one('signature cut', 'refused', sent({ change: (text) => text.slice(0, -4) })),
      one('signature with junk', 'refused', sent({ change: (text) => `${text}zz` })),
      one('signature empty', 'refused', sent({ change: () => '' })),
      one('signature missing', 'refused', { body, headers: [timestamp] }),
      one('timestamp missing', 'refused', { body, headers: [sign] }),
      one('signature twice', 'refused', { body, headers: [timestamp, sign, sign] }),
      one('timestamp twice', 'refused', { body, headers: [timestamp, timestamp, sign] }),
      one('timestamp changed', 'refused', { body, headers: [['timestamp', String(NOW + 1)], sign] }),
      ...badTimestamps(NOW, 'ms', 3_600).map(([name, at]) => one(name, 'refused', sent({ time: at }))),
    ],
  };
}
