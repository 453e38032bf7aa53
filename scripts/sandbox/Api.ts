import fs from 'node:fs';
import path from 'node:path';
import { SandboxError } from './options';

/** NocoBase's REST API, as whoever has signed in. */
export class Api {
  /** of the session; empty before signing in */
  token = '';

  /** @param origin such as `http://127.0.0.1:13000` */
  constructor(private readonly origin: string) {}

  /** Tells whether the application answers. */
  async isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/api/app:getLang`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false;
    }
  }

  /** Signs in: as the administrator, unless it is somebody else. */
  async signIn(account = 'admin@nocobase.com', password = 'admin123'): Promise<void> {
    const { data } = await this.call<{ data: { token: string } }>('auth:signIn', { account, password });
    this.token = data.token;
  }

  /**
   * Calls an action; with values as POST, else as GET.
   * @throws SandboxError with what NocoBase answered
   */
  async call<T = unknown>(action: string, values?: object): Promise<T> {
    return this.request<T>(action, {
      method: values ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', 'X-Authenticator': 'basic' },
      body: values && JSON.stringify(values),
    });
  }

  /** Sends a file to an action. */
  async upload(action: string, file: string): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([fs.readFileSync(file)]), path.basename(file));
    await this.request(action, { method: 'POST', body: form });
  }

  private async request<T>(action: string, init: RequestInit, tries = 5): Promise<T> {
    const authorization: Record<string, string> = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    const response = await fetch(`${this.origin}/api/${action}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...authorization },
      signal: AbortSignal.timeout(120_000),
    });
    const text = await response.text();
    // On SQLite a transaction that reads before it writes is broken off when a run of a workflow writes in between.
    if (response.status === 500 && text.includes('SQLITE_BUSY') && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return this.request(action, init, tries - 1);
    }
    if (!response.ok) throw new SandboxError(`NocoBase refused ${action}: ${response.status} ${text.slice(0, 500)}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
