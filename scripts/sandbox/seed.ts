import type { Api } from './Api';

const PATH = 'github-push';
const field = (name: string, type: string, component = 'Input') => ({
  name,
  type,
  interface: { string: 'input', text: 'textarea', integer: 'integer' }[type],
  uiSchema: { title: name, type: type === 'integer' ? 'number' : 'string', 'x-component': component },
});

/** Makes the example: a collection `pushes`, and an enabled workflow that writes a record for each push that GitHub reports. */
export async function seed(api: Api): Promise<void> {
  await api.call('systemSettings:update?filterByTk=1', { enabledLanguages: ['en-US', 'zh-CN'] });
  await api.call('collections:create', {
    name: 'pushes',
    title: 'Pushes',
    autoGenId: true,
    createdAt: true,
    fields: [
      field('repository', 'string'),
      field('ref', 'string'),
      field('pusher', 'string'),
      field('commits', 'integer', 'InputNumber'),
      field('message', 'text', 'Input.TextArea'),
    ],
  });
  const { data: workflow } = await api.call<{ data: { id: number } }>('workflows:create', {
    title: 'GitHub push',
    type: 'webhook',
    sync: false,
    enabled: false,
    config: { path: PATH, methods: ['POST'], verification: { type: 'none' } },
  });
  const { data: count } = await api.call<{ data: { id: number; key: string } }>(
    `workflows/${workflow.id}/nodes:create`,
    {
      type: 'calculation',
      title: 'Number of commits',
      upstreamId: null,
      config: { engine: 'math.js', expression: 'count({{$context.data.commits}})' },
    },
  );
  await api.call(`workflows/${workflow.id}/nodes:create`, {
    type: 'create',
    title: 'Record the push',
    upstreamId: count.id,
    config: {
      dataSource: 'main',
      collection: 'pushes',
      params: {
        values: {
          repository: '{{$context.data.repository.full_name}}',
          ref: '{{$context.data.ref}}',
          pusher: '{{$context.data.pusher.name}}',
          commits: `{{$jobsMapByNodeKey.${count.key}}}`,
          message: '{{$context.data.head_commit.message}}',
        },
      },
    },
  });
  await api.call(`workflows:update?filterByTk=${workflow.id}`, { enabled: true });
}

/** The example's endpoint, and a line for a shell that calls it. */
export function example(origin: string): { url: string; curl: string } {
  const url = `${origin}/api/webhooks/${PATH}`;
  const push = {
    ref: 'refs/heads/main',
    repository: { full_name: 'octocat/hello-world' },
    pusher: { name: 'octocat' },
    commits: [{ id: '1a2b3c' }],
    head_commit: { message: 'Say hello' },
  };
  return { url, curl: `curl -X POST ${url} -H 'Content-Type: application/json' -d '${JSON.stringify(push)}'` };
}
