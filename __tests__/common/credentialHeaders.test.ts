import { isCredentialHeader, withoutSessionCookies } from '../../src/common/credentialHeaders';

describe('a Cookie header without session cookies', () => {
  it.each([
    ['a=1; b=2', 'a=1; b=2'],
    ['nb_auth_token_main=x', ''],
    ['a=1; nb_auth_token_main=x; b=2', 'a=1; b=2'],
    ['a=1;nb_role_main=x;b=2', 'a=1; b=2'],
    ['NB_AUTH_TOKEN_main=x; a=1', 'a=1'],
    ['a=1, nb_auth_token_main=x', ''],
    ['"nb_auth_token_main"=x; a=1', 'a=1'],
    ['nb_auth_token_main.sig=x; a=1', 'a=1'],
    ['nb_auth_token_sub-app=x', ''],
    ['\tnb_auth_token_main=x; a=1', 'a=1'],
    ['_session=x; _session.legacy=y; _interaction_resume=z; a=1', 'a=1'],
    ['my_nb_=1; session=2', 'my_nb_=1; session=2'],
    [';; ;', ''],
    ['', ''],
  ])('%j is %j', (sent, left) => expect(withoutSessionCookies(sent)).toBe(left));
});

describe('a credential header', () => {
  it.each([
    ['authorization', true],
    ['cookie', true],
    ['proxy-authorization', true],
    ['x-token', true],
    ['x-other', false],
    ['constructor', false],
  ])('%s: %s', (name, is) => expect(isCredentialHeader(name, ['x-token'])).toBe(is));
});
