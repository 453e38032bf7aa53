/** Characters that providers use for tokens and challenges, none of them special in HTML, JSON or a header. At most 4,096. */
export const TOKEN = /^[\w.~+/=:-]{1,4096}$/;

/** Printable ASCII without `<>&"'`. At most 4,096 characters. */
export const SENTENCE = /^[ !#-%(-;=?-~]{1,4096}$/;

/** Tells whether a value is text of the given form. */
export function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
