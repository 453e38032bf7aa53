import type { Api } from '../../../scripts/sandbox/Api';

/** Runs one statement on the sandbox's database: by an SQL node of a workflow that is executed by hand. @throws what the API refuses */
export async function runSql(api: Api, sql: string): Promise<void> {
  const values = { title: `SQL ${Date.now()}`, type: 'webhook', sync: true, config: {} };
  const { data: workflow } = await api.call<{ data: { id: number } }>('workflows:create', values);
  const config = { dataSource: 'main', sql };
  await api.call(`workflows/${workflow.id}/nodes:create`, { type: 'sql', title: 'SQL', upstreamId: null, config });
  const path = `workflows:execute?filterByTk=${workflow.id}`;
  const { data } = await api.call<{ data: { execution: { status: number } } }>(path, {});
  await api.call(`workflows:destroy?filterByTk=${workflow.id}`, {});
  if (data.execution.status !== 1) throw new Error(`the statement ended with status ${data.execution.status}`);
}
