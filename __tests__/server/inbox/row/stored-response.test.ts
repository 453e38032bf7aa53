import { restoreResponse, storeResponse } from '../../../../src/server/inbox/row/stored-response';

it.each([['text'], ['with \0'], [undefined], [Buffer.from([0, 255])]])('keeps the answer %j', (body) => {
  const restored = restoreResponse(JSON.parse(JSON.stringify(storeResponse({ status: 201, headers: [], body }))));
  expect(restored.status).toBe(201);
  expect(restored.body === undefined ? undefined : Buffer.from(restored.body)).toEqual(
    body === undefined ? undefined : Buffer.from(body),
  );
});
