import { useEffect, useRef } from 'react';
import { Form } from 'antd';

/** How long a section takes to open, in milliseconds: what is in it can't be scrolled to before. */
const OPENING = 400;

interface MistakesProps {
  /** of all sections */
  keys: readonly string[];
  /** takes the keys of the sections in which there are mistakes */
  onFound: (keys: readonly string[]) => void;
}

/** Finds the mistakes of a form each time it is rendered, and scrolls the first of the new ones into view. It shows nothing. */
export function Mistakes({ keys, onFound }: MistakesProps) {
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
      // What is no element can't be told where its mistake is.
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
  const [first] = ids
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null)
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  // Whoever is typing there sees it, and must not have it moved away.
  if (!first || first.contains(document.activeElement)) return;
  first.scrollIntoView({ block: 'center', behavior: 'smooth' });
}
