import { restoreAnswer, storeAnswer } from '../../../../src/server/inbox/row/stored-answer';

it.each([['text'], ['with \0'], [undefined], [Buffer.from([0, 255])]])('keeps the answer %j', (body) => {
  const restored = restoreAnswer(JSON.parse(JSON.stringify(storeAnswer({ status: 201, headers: [], body }))));
  expect(restored.status).toBe(201);
  expect(restored.body === undefined ? undefined : Buffer.from(restored.body)).toEqual(
    body === undefined ? undefined : Buffer.from(body),
  );
});
