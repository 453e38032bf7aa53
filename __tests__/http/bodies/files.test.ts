import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import supertest from 'supertest';
import type { FilesConfig, WebhookConfig } from '../../../src/common/WebhookConfig';
import { addNode } from '../../helpers/add-node';
import { startApp, type TestApp } from '../../helpers/start-app';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);
const temporary = () =>
  fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(`nocobase-webhook-${process.pid}-`));

interface FileRow {
  id: number;
  title: string;
  filename: string;
  extname: string;
  mimetype: string;
  size: number;
  url: string;
}

describe('files as attachments', () => {
  let test: TestApp;
  const dead = path.join(os.tmpdir(), 'nocobase-webhook-4194999-dead');
  beforeAll(async () => {
    fs.mkdirSync(dead, { recursive: true });
    fs.writeFileSync(path.join(dead, 'a.png'), PNG);
    test = await startApp({ plugins: ['file-manager'] });
    const { fields } = test.app.db.getCollection('attachments').options;
    test.app.db.collection({ name: 'documents', template: 'file', fields });
    test.app.db.collection({ name: 'plain', fields: [] });
    await test.app.db.sync();
  });
  afterAll(() => test.stop());
  afterEach(() => expect(temporary()).toEqual([]));

  const endpoint = (config: WebhookConfig, values = {}) =>
    test.createWorkflow({ enabled: true, sync: true, config, ...values });
  const send = (workflow: WorkflowModel, headers: Record<string, string> = {}) =>
    supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .set(headers)
      .field('order', '7')
      .attach('photo', PNG, { filename: '照片.png', contentType: 'image/png' })
      .attach('photo', Buffer.from('plain'), { filename: '../../etc/passwd', contentType: 'text/plain' });
  const rows = async (collection = 'attachments'): Promise<FileRow[]> =>
    (await test.app.db.getRepository(collection).find({ sort: 'id' })).map((row: { toJSON(): FileRow }) =>
      row.toJSON(),
    );
  const stored = (name: string) => path.join(process.env.STORAGE_PATH as string, 'uploads', name);
  const emptied = async () => {
    await test.app.db.getRepository('attachments').destroy({ truncate: false, filter: { id: { $gt: 0 } } });
  };
  beforeEach(emptied);

  it('removes what a dead process has left', async () => {
    expect(await test.until(async () => !fs.existsSync(dead))).toBe(true);
  });

  it.each([
    ['its type alone', 'Text/Plain; charset="utf-8"', 'text/plain'],
    ['what is no type', 'text', 'application/octet-stream'],
    ['a type with U+0000', 'text/pl\0ain', 'application/octet-stream'],
    ['a type with a letter of no token', 'text/plain é', 'application/octet-stream'],
    ['a type of 127 characters', `a/${'b'.repeat(125)}`, `a/${'b'.repeat(125)}`],
    ['a longer type', `a/${'b'.repeat(126)}`, 'application/octet-stream'],
    ['a very long one with U+0000', `a/${'b'.repeat(5_000)}\0${'c'.repeat(6)}`, 'application/octet-stream'],
  ])('is stored with a type that every database takes: %s', async (_name, sent, mimetype) => {
    const workflow = await endpoint({ files: {} });
    const response = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(
        `--x\r\nContent-Disposition: form-data; name="a"; filename="a.bin"\r\nContent-Type: ${sent}\r\n\r\n1\r\n--x--\r\n`,
      );
    expect(response.status).toBe(200);
    expect(await rows()).toMatchObject([{ mimetype }]);
    expect((await test.executions(workflow))[0].context.files).toMatchObject([{ mimetype }]);
  });

  it('stores nothing unless told so', async () => {
    const workflow = await endpoint({});
    expect((await send(workflow)).status).toBe(200);
    expect((await test.executions(workflow))[0].context.files).toEqual([
      { field: 'photo', filename: '照片.png', mimetype: 'image/png', size: PNG.length },
      { field: 'photo', filename: 'passwd', mimetype: 'text/plain', size: 5 },
    ]);
    expect(await rows()).toEqual([]);
  });

  it.each([true, false])('gives the workflow their records, synchronous: %s', async (sync) => {
    const workflow = await endpoint({ files: {} }, { sync });
    expect((await send(workflow)).status).toBe(200);
    const [execution] = await test.until(async () => {
      const all = await test.executions(workflow);
      return all.length > 0 && all;
    });
    const [photo, passwd] = await rows();
    expect(photo).toMatchObject({ title: '照片', extname: '.png', mimetype: 'image/png', size: PNG.length });
    expect(passwd).toMatchObject({ title: 'passwd', mimetype: 'text/plain', size: 5 });
    expect(execution.context.files).toEqual([
      expect.objectContaining({ field: 'photo', filename: '照片.png', id: photo.id, url: photo.url, title: '照片' }),
      expect.objectContaining({ field: 'photo', filename: 'passwd', id: passwd.id, url: passwd.url }),
    ]);
    expect(fs.readFileSync(stored(photo.filename))).toEqual(PNG);
    // Names on the disk are ours.
    expect(passwd.filename).not.toContain('passwd');
  });

  it('a later node finds a record by its id', async () => {
    const workflow = await endpoint({ files: {} }, { enabled: false });
    await addNode(test, workflow, 'query', {
      collection: 'attachments',
      params: { filter: { id: '{{$context.files.0.id}}' } },
    });
    await workflow.update({ enabled: true });
    await send(workflow);
    const [job] = await test.app.db.getRepository('jobs').find({ sort: '-id' });
    expect(job.get('result')).toMatchObject({ title: '照片' });
  });

  it('stores them in the collection and the storage that it is told', async () => {
    await test.app.db.getRepository('storages').create({
      values: {
        name: 'other',
        title: 'Other',
        type: 'local',
        path: 'inbox',
        options: { documentRoot: 'storage/uploads' },
      },
    });
    const workflow = await endpoint({ files: { collection: 'documents', storage: 'other' } });
    expect((await send(workflow)).status).toBe(200);
    expect(await rows()).toEqual([]);
    expect(await rows('documents')).toMatchObject([{ path: 'inbox', title: '照片' }, { path: 'inbox' }]);
  });

  describe('under the rules of a storage', () => {
    const send = async (rules: object, filename: string, contentType: string) => {
      const name = `ruled${(count += 1)}`;
      const options = { documentRoot: 'storage/uploads' };
      await test.app.db
        .getRepository('storages')
        .create({ values: { name, title: name, type: 'local', options, rules } });
      const workflow = await endpoint({ files: { storage: name } });
      const { status, body } = await supertest(test.server)
        .post(`/api/webhooks/${workflow.key}`)
        .attach('photo', PNG, { filename, contentType });
      const executions = await test.executions(workflow);
      expect([executions.length, (await rows()).length]).toEqual(status === 200 ? [1, 1] : [0, 0]);
      return status === 200 ? 200 : [status, body.errors[0].code];
    };
    let count = 0;

    it.each<[string, object, string, string, unknown]>([
      ['the size it takes', { size: PNG.length }, 'a.png', 'image/png', 200],
      ['one byte more', { size: PNG.length - 1 }, 'a.png', 'image/png', [413, 'body_too_large']],
      ['a type it takes', { mimetype: 'application/pdf, image/*' }, 'a.PNG', 'image/png', 200],
      ['any type', { mimetype: '*' }, 'a.html', 'text/html', 200],
      ['a type it does not take', { mimetype: 'image/*' }, 'a.png', 'text/html', [415, 'unsupported_media_type']],
      ['a name of such a type', { mimetype: 'image/*' }, 'a.html', 'image/png', [415, 'unsupported_media_type']],
      ['a name that says nothing', { mimetype: 'image/png' }, 'a', 'image/png', 200],
      ['a type that only begins alike', { mimetype: 'image/png' }, 'a', 'image/png2', [415, 'unsupported_media_type']],
    ])('%s', async (_name, rules, filename, type, answer) => {
      expect(await send(rules, filename, type)).toEqual(answer);
    });

    it('of the default storage, unless another is named', async () => {
      const storages = test.app.db.getRepository('storages');
      const filter = { default: true };
      const { rules } = (await storages.findOne({ filter })).toJSON();
      await storages.update({ filter, values: { rules: { size: 3 } } });
      const workflow = await endpoint({ files: {} });
      const { status } = await supertest(test.server)
        .post(`/api/webhooks/${workflow.key}`)
        .attach('photo', PNG, 'a.png');
      await storages.update({ filter, values: { rules } });
      expect(status).toBe(413);
      const [{ code, reason }] = await test.until(async () => {
        const found = await test.app.db
          .getRepository('webhookDeliveries')
          .find({ filter: { workflowKey: workflow.key } });
        return found.length > 0 && found;
      });
      expect([code, reason]).toEqual(['body_too_large', 'a file is larger than its storage takes']);
    });
  });

  it('stores those of a duplicate once', async () => {
    const workflow = await endpoint({ files: {}, deduplication: { source: 'header', key: 'x-id' } });
    await send(workflow, { 'x-id': '1' });
    const again = await send(workflow, { 'x-id': '1' });
    expect([again.status, again.headers['x-webhook-duplicate']]).toEqual([200, 'true']);
    expect(await rows()).toHaveLength(2);
  });

  it('of simultaneous copies keeps those of the first only', async () => {
    const workflow = await endpoint({ files: {}, deduplication: { source: 'header', key: 'x-id' } }, { sync: false });
    await Promise.all([1, 2, 3].map(() => send(workflow, { 'x-id': 'same' }).then()));
    const [{ context }] = await test.until(async () => {
      const all = await test.executions(workflow);
      return all.length > 0 && all;
    });
    expect((await rows()).map(({ id }) => id)).toEqual((context.files as FileRow[]).map(({ id }) => id));
  });

  it('stores nothing of a call that is not verified', async () => {
    const workflow = await endpoint({ files: {}, verification: { type: 'bearer', tokens: ['right'] } });
    expect((await send(workflow)).status).toBe(401);
    expect(await rows()).toEqual([]);
  });

  it('one that can not be stored refuses the call, and leaves none of the others', async () => {
    const workflow = await endpoint({ files: {} });
    const before = fs.readdirSync(stored(''), { recursive: true }).length;
    let created = 0;
    const fail = () => {
      created += 1;
      if (created === 2) throw new Error('no more records');
    };
    test.app.db.on('attachments.beforeCreate', fail);
    const response = await send(workflow);
    test.app.db.off('attachments.beforeCreate', fail);
    expect([response.status, response.body.errors[0].code]).toEqual([503, 'unavailable']);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.text).not.toContain('no more records');
    expect(created).toBe(2);
    expect(await rows()).toEqual([]);
    expect(fs.readdirSync(stored(''), { recursive: true })).toHaveLength(before);
    expect(await test.executions(workflow)).toEqual([]);
    expect((await send(workflow)).status).toBe(200);
  });

  it.each<[string, FilesConfig, string]>([
    ['a collection that is not there', { collection: 'nowhere' }, 'files.collection: is not a file collection'],
    ['one that is for no files', { collection: 'plain' }, 'files.collection: is not a file collection'],
    ['a storage that is not there', { storage: 'nowhere' }, 'files.storage: is not the name of a storage'],
    ['a name that is no text', { collection: 7 as never }, 'files.collection: must be text'],
  ])('refuses to save %s', async (_name, files, problem) => {
    const response = await supertest(test.server)
      .post('/api/workflows:create')
      .send({ title: 'x', type: 'webhook', config: { files } });
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(problem);
  });
});
