import { Api } from '../../../scripts/sandbox/Api';

/**
 * Creates a user with a role of its own, who may open every page of the menu, and signs that user in.
 * @param name of the user and the role; those of a test before are taken again
 * @param snippets permissions of the role, such as `pm.workflow.workflows`
 */
export async function createPerson(admin: Api, origin: string, name: string, snippets: string[]): Promise<Api> {
  const role = { name, title: name, snippets, strategy: { actions: ['view'] }, allowNewMenu: true };
  await admin.call('roles:updateOrCreate?filterKeys[]=name', role);
  await admin.call('users:firstOrCreate?filterKeys[]=username', {
    username: name,
    email: `${name}@example.com`,
    password: 'secret-123',
    roles: [name],
  });
  const { data } = await admin.call<{ data: { id: number }[] }>('desktopRoutes:list?paginate=false');
  await admin.call(
    `roles/${name}/desktopRoutes:set`,
    data.map(({ id }) => id),
  );
  const person = new Api(origin);
  await person.signIn(name, 'secret-123');
  return person;
}
