import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certificateFetcher } from '../../../src/server/wiring/fetch-certificate';

describe('certificates that providers publish', () => {
  let server: Server;
  let asked: string[] = [];
  let open = 0;
  let most = 0;
  let now = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(request.url?.startsWith('/gone') ? 404 : 200).end(`pem of ${request.url}`);
      }, 50);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    most = 0;
  });
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  it('are fetched once for all that ask at the same time, and kept for a day', async () => {
    const fetchOne = certificateFetcher(() => now);
    const all = await Promise.all([1, 2, 3].map(() => fetchOne(url('/a'))));
    expect(new Set(all)).toEqual(new Set(['pem of /a']));
    await fetchOne(url('/a'));
    expect(asked).toEqual(['/a']);
    now += 86_400_001;
    await fetchOne(url('/a'));
    expect(asked).toEqual(['/a', '/a']);
  });

  it('that fail are asked for again', async () => {
    const fetchOne = certificateFetcher(() => now);
    await expect(fetchOne(url('/gone'))).rejects.toThrow('status 404');
    await expect(fetchOne(url('/gone'))).rejects.toThrow('status 404');
    expect(asked).toEqual(['/gone', '/gone']);
  });

  it('are fetched by few at once, however many unsigned calls name one', async () => {
    const fetchOne = certificateFetcher(() => now);
    const all = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => fetchOne(url(`/b${index}`))));
    expect(most).toBeLessThanOrEqual(8);
    expect(all.filter(({ status }) => status === 'rejected').length).toBe(32);
    expect(await fetchOne(url('/c'))).toBe('pem of /c');
  });
});
