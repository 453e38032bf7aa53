/** Longest alias that is proposed, in characters. */
const LENGTH = 64;
const ALIAS = /^[A-Za-z_]\w*$/;
// What NocoBase's templates accept between braces, except the dot, which separates names, and the colon, which ends them.
const READABLE = /^[\w\s\-+,@/()?=*$]+$/;

/**
 * Whether an alias is a name, under which `$context.fields` has a copy of the leaf. Any other text is only a label.
 */
export function isAlias(text: string | null | undefined): text is string {
  return typeof text === 'string' && ALIAS.test(text) && text !== '__proto__';
}

/** Whether NocoBase's templates can read a single name of a path, such as `id` of `order.id`. */
export function isReadableName(name: string): boolean {
  return READABLE.test(name) && name.trim() === name;
}

/**
 * Whether a path has a name that NocoBase's templates can't read, so that nodes need an alias for it. A dot within a name can't be told
 * from one between two names.
 */
export function needsAlias(path: string): boolean {
  return !path.split('.').filter(Boolean).every(isReadableName);
}

/**
 * Proposes an alias for a path: `s_Envelope_s_Body` of `s:Envelope.s:Body`, `field` for a name without Latin letters.
 * @param taken aliases that are used already; the new one is added
 */
export function proposeAlias(path: string, taken: Set<string>): string {
  const words = path.split('.').map(
    (name) =>
      name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/\W+/g, '_')
        .replace(/^_+|_+$/g, '') || 'field',
  );
  const joined = words.join('_').slice(-LENGTH).replace(/^_+/, '');
  const base = /^\d/.test(joined) ? `_${joined}` : joined;
  let alias = base;
  for (let count = 2; taken.has(alias); count += 1) alias = `${base}_${count}`;
  taken.add(alias);
  return alias;
}
