import { verifierOf } from '../../helpers/providers';
import { requestOf } from '../handshake/input';

const notes = (clientState: unknown) => ({ value: [{ changeType: 'created', clientState }] });

/** Such an endpoint can't be saved; one that was saved otherwise must not fall open. */
describe('without a secret or its substitute nothing is verified', () => {
  it.each<[string, object, Record<string, string>]>([
    ['feishu', { schema: '2.0', header: { token: 'x' } }, {}],
    ['feishu', { schema: '2.0', header: { token: '' } }, { verificationToken: '' }],
    ['feishu', { schema: '2.0', header: {} }, {}],
    ['msgraph', notes('x'), {}],
    ['msgraph', notes(''), { clientState: '' }],
    ['msgraph', notes(undefined), {}],
  ])('%s: %j', async (scheme, body, options) => {
    for (const secrets of [[], ['']]) {
      const { verify } = verifierOf({ type: 'signature', scheme, secrets });
      const verdict = await verify({ request: requestOf({ body }), secrets, options, now: 1_700_000_000_000 });
      expect(verdict.verified).toBe(false);
    }
  });
});
