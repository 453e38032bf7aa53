import fs from 'node:fs';
import path from 'node:path';
import type { BodySettings } from '../../src/server/model/endpoint';

const FOLDER = path.resolve(__dirname, '../fixtures/bodies');

/** A body made after the format that a provider documents (none is a capture), what has to become of it, and ways to break it. */
export interface BodyFixture {
  about: string;
  headers: Record<string, string>;
  body: string;
  expect: { format: string; data: unknown; files?: unknown[]; event?: unknown; settings?: Partial<BodySettings> };
  /** each differs from the fixture only in what it names */
  broken: {
    why: string;
    headers?: Record<string, string>;
    body?: string;
    base64?: string;
    problem: 'malformed' | 'charset';
  }[];
}

/** All fixtures of bodies, by name. */
export const bodyFixtures: [string, BodyFixture][] = fs
  .readdirSync(FOLDER)
  .map((file) => [path.parse(file).name, JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as BodyFixture]);
