import { useEffect, useRef } from 'react';
import { Form } from 'antd';

/** How long a section takes to open, in milliseconds. Its fields cannot be scrolled to before. */
const OPENING = 400;

interface FormErrorsProps {
  /** keys of all sections */
  keys: readonly string[];
  /** receives the keys of the sections with errors */
  onFound: (keys: readonly string[]) => void;
}

/** Finds the validation errors of a form on every render, and scrolls the first new one into view. Renders nothing. */
export function FormErrors({ keys, onFound }: FormErrorsProps) {
  const form = Form.useFormInstance();
  const seen = useRef<ReadonlySet<string>>(new Set());
  const timer = useRef<number>();
  useEffect(() => {
    const wrong = form.getFieldsError().filter(({ errors }) => errors.length);
    const ids = wrong.map(({ name }) => name.join('_'));
    const added = ids.filter((id) => !seen.current.has(id));
    seen.current = new Set(ids);
    const found = ids.flatMap((id) => {
      const section = document.getElementById(id)?.closest<HTMLElement>('[data-section]');
      // Without an element the section is unknown, so all of them open.
      return section?.dataset.section ?? keys;
    });
    if (found.length) onFound(found);
    if (!added.length) return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => scrollToFirst(added), OPENING);
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return null;
}

function scrollToFirst(ids: readonly string[]): void {
  const first = ids
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null)
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    .at(0);
  // Never move a field while the user is typing in it.
  if (!first || first.contains(document.activeElement)) return;
  first.scrollIntoView({ block: 'center', behavior: 'smooth' });
}
