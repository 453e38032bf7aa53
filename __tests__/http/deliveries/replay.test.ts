import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('replaying deliveries', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const SECRET = 'it is a secret';
  const sign = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const row = async (id: string) =>
    (await test.app.db.getModel('webhookDeliveries').findOne({ where: { id } }))?.get() as
      Record<string, unknown> | undefined;
  const settled = (id: string) =>
    test.until(async () => {
      const found = await row(id);
      return found && !['recorded', 'claimed', 'running'].includes(String(found.state)) && found;
    });
  const replay = (id: string, values: object = {}) =>
    supertest(test.server).post(`/api/webhookDeliveries:replay?filterByTk=${id}`).send(values);
  const detail = async (id: string) =>
    (await supertest(test.server).get('/api/webhookDeliveries:get').query({ filterByTk: id })).body.data;
  const github = (secret = SECRET) => ({
    verification: { type: 'signature' as const, scheme: 'github', secrets: [secret] },
  });
  const push = async (key: string, body: string, headers: object = {}) => {
    const request = supertest(test.server)
      .post(`/api/webhooks/${key}?a=1`)
      .set({ 'content-type': 'application/json', 'x-github-event': 'push', ...headers });
    const answer = await request.send(body);
    return answer.headers['x-webhook-delivery'];
  };

  it('makes a new delivery from the stored bytes, with an execution of its own, and never a duplicate', async () => {
    const workflow = await test.createWorkflow({ enabled: true, config: github() });
    const body = '{"n": 12345678901234567890, "a": "ü"}';
    const id = await push(workflow.key, body, { 'x-hub-signature-256': sign(body), 'x-github-delivery': 'guid-1' });
    await settled(id);
    const { status, body: answer } = await replay(id);
    expect(status).toBe(200);
    expect(answer.data).toMatchObject({ code: null, reason: null });
    const made = await settled(answer.data.id);
    expect(made).toMatchObject({ state: 'dispatched', replayOf: id, dedupKey: null, idempotencyKey: 'guid-1' });
    const [first, second] = await test.until(async () => {
      const all = await test.executions(workflow);
      return all.length === 2 && all;
    });
    expect(second.context.data).toEqual(first.context.data);
    expect(second.context.query).toEqual({ a: '1' });
    expect(second.context.delivery).toMatchObject({ id: answer.data.id, eventType: 'push' });
    expect(second.eventKey).not.toBe(first.eventKey);
  });

  it('verifies again with the secrets of today, as of the time when it was received', async () => {
    const workflow = await test.createWorkflow({ enabled: true, config: github() });
    const id = await push(workflow.key, '{}', { 'x-hub-signature-256': sign('{}') });
    await settled(id);
    expect(await detail(id)).toMatchObject({ replayable: true, replayProblem: null, verifiable: true });
    expect((await replay(id, { verify: true })).status).toBe(200);
    await test.app.db
      .getRepository('workflows')
      .update({ filterByTk: workflow.id, values: { config: github('another secret') } });
    const { status, body } = await replay(id, { verify: true });
    expect([status, body.errors[0].code]).toEqual([409, 'unauthenticated']);
    expect((await replay(id)).status).toBe(200);
  });

  it('runs what was refused as not verified only when it is verified now', async () => {
    const workflow = await test.createWorkflow({ enabled: true, config: github('the wrong one') });
    const id = await push(workflow.key, '{}', { 'x-hub-signature-256': sign('{}') });
    await settled(id);
    expect(await detail(id)).toMatchObject({
      state: 'refused',
      code: 'unauthenticated',
      replayable: false,
      replayProblem: 'not_verified',
      verifiable: true,
    });
    expect((await replay(id)).body.errors[0].code).toBe('not_verified');
    expect((await replay(id, { verify: true })).body.errors[0].code).toBe('unauthenticated');
    await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { config: github() } });
    const { status, body } = await replay(id, { verify: true });
    expect(status).toBe(200);
    expect(await settled(body.data.id)).toMatchObject({ state: 'dispatched', replayOf: id });
  });

  it('runs a synchronous workflow to its end', async () => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    const id = await push(workflow.key, '{"n":1}');
    const { body } = await replay(id);
    expect(body.data).toMatchObject({ state: 'dispatched', code: null });
    expect(await test.executions(workflow)).toHaveLength(2);
  });

  it('cannot verify again when the credential was the thing that is not stored', async () => {
    const config = { verification: { type: 'bearer' as const, tokens: ['abc'] } };
    const workflow = await test.createWorkflow({ enabled: true, config });
    const id = await push(workflow.key, '{}', { authorization: 'Bearer abc' });
    await settled(id);
    expect(await detail(id)).toMatchObject({ replayable: true, verifiable: false });
    expect((await replay(id, { verify: true })).body.errors[0].code).toBe('credential_redacted');
    expect((await replay(id)).status).toBe(200);
  });

  it.each([
    ['a query whose signature is called sig', '{query.code}{body}', 'sig', 'a=1&code=abc'],
    ['a query that is signed as a whole', '{query}{body}', 'x-partner-key', 'a=1&code=abc'],
    ['a signed query of which a part is sealed', '{query}{body}', 'x-partner-key', 'a=1&token=abc'],
  ])('verifies again %s', async (_name, signedContent, name, search) => {
    const from = name === 'sig' ? ('query' as const) : ('header' as const);
    const custom = { signature: { from, name }, algorithm: 'hmac-sha256' as const, signedContent };
    const verification = { type: 'signature' as const, scheme: 'custom', secrets: [SECRET], custom };
    const workflow = await test.createWorkflow({ enabled: true, config: { verification } });
    const signature = createHmac('sha256', SECRET)
      .update(`${signedContent.startsWith('{query}') ? search : 'abc'}{}`)
      .digest('hex');
    const answer = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}?${search}${from === 'query' ? `&sig=${signature}` : ''}`)
      .set(from === 'header' ? { [name]: signature } : {})
      .type('json')
      .send('{}');
    expect(answer.status).toBe(200);
    const id = answer.headers['x-webhook-delivery'];
    await settled(id);
    expect(await detail(id)).toMatchObject({ replayable: true, verifiable: true });
    expect((await replay(id, { verify: true })).status).toBe(200);
  });

  describe('of values that the log redacts', () => {
    const send = (key: string) =>
      supertest(test.server)
        .post(`/api/webhooks/${key}?token=t0ken-of-theirs&b=%C3%A9`)
        .set({ 'X-Session-Token': 'abc-123', Cookie: 'theme=dark', Authorization: 'Bearer theirs' })
        .send({ n: 1 });

    it('gives them to the workflow as they were, and shows them to nobody', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      const id = (await send(workflow.key)).headers['x-webhook-delivery'];
      const stored = await settled(id);
      expect(JSON.stringify([stored.headers, stored.query, stored.search])).not.toMatch(/abc-123|t0ken-of-theirs/);
      expect(String(stored.sealed)).not.toMatch(/abc-123|t0ken/);
      const { status, body } = await replay(id);
      expect(status).toBe(200);
      await settled(body.data.id);
      const [first, second] = await test.executions(workflow);
      expect([second.context.headers, second.context.query]).toEqual([first.context.headers, first.context.query]);
      expect(second.context).toMatchObject({
        headers: { 'x-session-token': 'abc-123' },
        query: { token: 't0ken-of-theirs', b: 'é' },
      });
      const shown = JSON.stringify([
        await detail(id),
        (await supertest(test.server).get('/api/webhookDeliveries:list')).body,
        (await supertest(test.server).get('/api/webhookDeliveries:export?format=json')).text,
      ]);
      expect(shown).not.toMatch(/abc-123|t0ken-of-theirs|sealed/);
    });

    it('is refused where they are not kept', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      const id = (await send(workflow.key)).headers['x-webhook-delivery'];
      await settled(id);
      const rows = test.app.db.getModel('webhookDeliveries');
      for (const sealed of [null, 'of another key']) {
        await rows.update({ sealed }, { where: { id } });
        const { status, body } = await replay(id);
        expect([status, body.errors[0].code]).toEqual([409, 'values_not_kept']);
      }
      const long = await supertest(test.server)
        .post(`/api/webhooks/${workflow.key}`)
        // Each quote is two characters of JSON.
        .set('X-Session-Token', '"'.repeat(9_000))
        .send({});
      expect(long.status).toBe(200);
      await settled(long.headers['x-webhook-delivery']);
      const tooLong = await replay(long.headers['x-webhook-delivery']);
      expect([tooLong.status, tooLong.body.errors[0].code]).toEqual([409, 'values_not_kept']);
    });
  });

  it('never runs what a handshake or the check of the method refused', async () => {
    const verification = { type: 'signature' as const, scheme: 'x-twitter', secrets: [SECRET] };
    const workflow = await test.createWorkflow({ enabled: true, config: { verification } });
    const path = `/api/webhooks/${workflow.key}`;
    const refused = [
      await supertest(test.server).get(`${path}?crc_token=${'x'.repeat(5_000)}`),
      await supertest(test.server).put(path).send({}),
    ];
    for (const { headers } of refused) {
      const id = headers['x-webhook-delivery'];
      await settled(id);
      for (const verify of [false, true]) expect((await replay(id, { verify })).status).toBe(409);
      expect((await detail(id)).replayable).toBe(false);
    }
    const id = refused[1].headers['x-webhook-delivery'];
    await test.app.db.getModel('webhookDeliveries').update({ rawBody: Buffer.from('{}') }, { where: { id } });
    expect((await replay(id, { verify: true })).body.errors[0].code).toBe('handshake');
  });

  it.each([
    ['body_not_kept', { rawBody: null }],
    ['not_settled', { state: 'recorded' }],
    ['not_settled', { state: 'running' }],
    ['handshake', { state: 'handshake' }],
    ['not_verified', { verification: [{ step: 'verification', ok: false }] }],
    ['workflow_gone', { workflowKey: 'nobodys' }],
  ])('says %s for %j', async (code, values) => {
    const workflow = await test.createWorkflow({ enabled: true });
    const id = await push(workflow.key, '{}');
    await settled(id);
    await test.app.db.getModel('webhookDeliveries').update(values, { where: { id } });
    const { status, body } = await replay(id);
    expect([status, body.errors[0].code]).toEqual([409, code]);
    expect((await detail(id)).replayProblem).toBe(code);
    await test.app.db.getModel('webhookDeliveries').destroy({ where: { id } });
  });

  it('says that the workflow is disabled', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const id = await push(workflow.key, '{}');
    await settled(id);
    await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { enabled: false } });
    expect((await replay(id)).body.errors[0].code).toBe('workflow_disabled');
    expect((await replay('nobodys')).status).toBe(404);
  });

  it('replays many, and tells which could not be', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const id = await push(workflow.key, '{}');
    await settled(id);
    const many = (ids: unknown) => supertest(test.server).post('/api/webhookDeliveries:replayMany').send({ ids });
    const { body } = await many([id, 'nobodys', id]);
    expect(body.data.replayed.map(({ from }: { from: string }) => from)).toEqual([id, id]);
    expect(body.data.failed).toMatchObject([{ from: 'nobodys', code: 'delivery_not_found' }]);
    for (const ids of [[], Array(101).fill(id), [1], 'x'.repeat(40), undefined])
      expect((await many(ids)).status).toBe(400);
  });
});
