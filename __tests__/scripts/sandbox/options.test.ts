import path from 'node:path';
import { readOptions, SandboxError } from '../../../scripts/sandbox/options';

describe('the command line of the sandbox', () => {
  it('has defaults', () => {
    expect(readOptions([])).toEqual({
      port: 13000,
      dir: path.resolve('.sandbox'),
      database: { dialect: 'sqlite' },
      reset: false,
      help: false,
    });
  });

  it.each([
    ['postgres://u:p%40@h:1/n', { dialect: 'postgres', host: 'h', port: 1, user: 'u', password: 'p@', name: 'n' }],
    ['postgresql://h/n', { dialect: 'postgres', host: 'h', port: 5432, user: '', password: '', name: 'n' }],
    ['mysql://root@h/n', { dialect: 'mysql', host: 'h', port: 3306, user: 'root', password: '', name: 'n' }],
    ['mariadb://h/n', { dialect: 'mariadb', host: 'h', port: 3306, user: '', password: '', name: 'n' }],
  ])('takes %s', (text, database) => {
    expect(readOptions(['--database', text]).database).toEqual(database);
  });

  it.each([
    [['--port', 'x'], /--port x/],
    [['--port', '0'], /1 to 65535/],
    [['--database', 'oracle://h/n'], /--database/],
    [['--database', 'postgres://h'], /name of a database/],
    [['--unknown'], /--help/],
    [['extra'], /--help/],
  ])('refuses %j with a message', (args, message) => {
    expect(() => readOptions(args)).toThrow(SandboxError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
