import { startApp, type TestApp } from '../../helpers/start-app';
import webhookDeliveries from '../../../src/server/collections/webhookDeliveries';

interface Index {
  fields: { attribute: string }[];
}

describe('the table of deliveries', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const { indexes = [], fields = [] } = webhookDeliveries as {
    indexes?: { fields: string[] }[];
    fields?: { name: string; index?: boolean; unique?: boolean }[];
  };
  const wanted = [
    ...indexes.map((index) => index.fields),
    ...fields.filter(({ index, unique }) => index || unique).map(({ name }) => [name]),
  ];

  it.each(wanted.map((index) => [index.join(', ')]))('has its index on %s', async (index) => {
    const { sequelize } = test.app.db;
    const found = (await sequelize.getQueryInterface().showIndex('webhookDeliveries')) as Index[];
    expect(found.map((one) => one.fields.map(({ attribute }) => attribute).join(', '))).toContain(index);
  });
});
