import type { ResponseConfig } from '../../../src/common/WebhookConfig';
import { isOwnResponse } from '../../../src/server/endpoint/is-own-response';

describe('a response of its own', () => {
  it.each<[ResponseConfig | null | undefined]>([
    [undefined],
    [null],
    [{}],
    [{ body: 'ok' }],
    [{ headers: [] }],
    [{ type: 'text' }],
    [{ type: 'text', body: '' }],
    [{ type: 'text', headers: [] }],
  ])('%j is none', (response) => {
    expect(isOwnResponse(response)).toBe(false);
  });

  it.each<[ResponseConfig]>([
    [{ body: '' }],
    [{ body: null }],
    [{ body: 'OK' }],
    [{ body: {} }],
    [{ status: 200 }],
    [{ type: 'empty' }],
    [{ type: 'text', body: 'ok' }],
    [{ type: 'text', body: ' ' }],
    [{ type: 'text', body: '', status: 202 }],
    [{ type: 'html', body: '' }],
    [{ headers: [{ name: 'X-A', value: 'b' }] }],
  ])('%j is one', (response) => {
    expect(isOwnResponse(response)).toBe(true);
  });
});
