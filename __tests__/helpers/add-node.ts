import supertest from 'supertest';
import type { TestApp } from './start-app';

/** A node as the API gives it. */
export interface NodeRow {
  id: number;
  key: string;
}

/** Where a node is put: below another one, in a branch of it, or first when there is none. */
export interface Place {
  after?: NodeRow;
  branch?: number;
}

/** Adds a node through NocoBase's API, as the canvas does. @throws what the API says when it refuses */
export async function addNode(
  test: TestApp,
  workflow: { id: number },
  type: string,
  config: object,
  { after, branch }: Place = {},
): Promise<NodeRow> {
  const response = await supertest(test.server)
    .post(`/api/workflows/${workflow.id}/nodes:create`)
    .send({ type, title: type, config, upstreamId: after?.id ?? null, branchIndex: branch ?? null });
  if (response.status !== 200) throw new Error(`${response.status}: ${response.text}`);
  return response.body.data;
}
