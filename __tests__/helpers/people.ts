import supertest from 'supertest';
import type { TestApp } from './start-app';

/** Plugins of NocoBase that know users, sign-in, roles and permissions. */
export const PEOPLE_PLUGINS = ['user-data-sync', 'users', 'auth', 'acl', 'data-source-manager', 'data-source-main'];

/** Somebody who is signed in. */
export interface Person {
  get(path: string): supertest.Test;
  post(path: string): supertest.Test;
}

/** Creates a user with one role of the given snippets, and signs that user in. */
export async function createPerson(test: TestApp, role: string, snippets: string[]): Promise<Person> {
  const { app } = test;
  const values = { name: role, title: role, snippets, strategy: { actions: ['view', 'export', 'create'] } };
  await app.db.getRepository('roles').updateOrCreate({ filterKeys: ['name'], values });
  const user = await app.db
    .getRepository('users')
    .create({ values: { username: `user-of-${role}`, password: 'secret-123', roles: [role] } });
  return signIn(test, user.id);
}

/** Signs the user in who may do everything. */
export async function signInRoot(test: TestApp): Promise<Person> {
  const user = await test.app.db.getRepository('users').findOne({ filter: { 'roles.name': 'root' } });
  return signIn(test, user.id);
}

function signIn({ app, server }: TestApp, userId: number): Person {
  const jwt = app.authManager.jwt.sign({ userId });
  const as = (request: supertest.Test) => request.auth(jwt, { type: 'bearer' }).set('X-Authenticator', 'basic');
  return {
    get: (path) => as(supertest(server).get(path)),
    post: (path) => as(supertest(server).post(path)),
  };
}
