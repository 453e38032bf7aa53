import fs from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { CLIENT_MODULES } from './externals';
import { readManifest, ROOT } from './project';

/**
 * Bundles one client into a single named AMD module, the form that NocoBase's loader takes.
 * @param moduleId the name under which the loader asks for it
 * @returns names of the modules that it takes from NocoBase
 */
export async function buildClient(lane: 'client' | 'client-v2', moduleId: string): Promise<string[]> {
  const used = new Set<string>();
  const result = await build({
    entryPoints: [path.join(ROOT, 'src', lane, 'index.ts')],
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2020',
    jsx: 'transform',
    charset: 'utf8',
    // A bundled UMD library must not register with the page's AMD loader, which would take its factory for the plugin's.
    define: { 'process.env.NODE_ENV': '"production"', 'define.amd': 'undefined' },
    plugins: [provided(CLIENT_MODULES[lane], used)],
    write: false,
    logLevel: 'warning',
  });
  const names = [...used].sort();
  const target = path.join(ROOT, 'dist', lane, 'index.js');
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, amd(moduleId, names, result.outputFiles[0].text));
  return names;
}

const own = readManifest().dependencies ?? {};

/** Leaves what the loader gives, inlines the project's own dependencies, and refuses the rest. */
function provided(modules: readonly string[], used: Set<string>): Plugin {
  return {
    name: 'provided-modules',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^[^./]/ }, ({ path: name, kind, importer }) => {
        if (kind === 'entry-point') return undefined;
        if (modules.includes(name)) {
          used.add(name);
          return { path: name, external: true };
        }
        // A library of the project's own goes into the bundle, with what it needs.
        if (name in own || importer.includes('/node_modules/')) return undefined;
        return { errors: [{ text: `"${name}" is not given to plugins by this client` }] };
      });
    },
  };
}

function amd(id: string, names: readonly string[], code: string): string {
  const list = JSON.stringify(names);
  return [
    `define(${JSON.stringify(id)},${list},function(){`,
    `var given=arguments,names=${list},module={exports:{}},exports=module.exports;`,
    'function require(name){var index=names.indexOf(name);if(index<0)throw new Error("module not given: "+name);return given[index]}',
    code,
    'return module.exports});',
  ].join('\n');
}
