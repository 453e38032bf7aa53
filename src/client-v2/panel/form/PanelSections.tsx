import React, { type ReactNode, useState } from 'react';
import { Collapse, Form } from 'antd';
import { FormErrors } from './FormErrors';

/** A collapsible part of a panel. */
export interface PanelSection {
  key: string;
  label: string;
  children: ReactNode;
}

/**
 * Collapsible sections of a form. A section with a validation error opens and scrolls into view, so that users see why the form is not
 * saved.
 * @param open keys of the sections that are open at first
 */
export function PanelSections({ sections, open }: { sections: readonly PanelSection[]; open: readonly string[] }) {
  const [active, setActive] = useState(open);
  const show = (keys: readonly string[]) =>
    setActive((now) => (keys.every((key) => now.includes(key)) ? now : [...new Set([...now, ...keys])]));
  return (
    <>
      {/* Renders after every change and validation of the form. */}
      <Form.Item noStyle shouldUpdate>
        {() => <FormErrors keys={sections.map(({ key }) => key)} onFound={show} />}
      </Form.Item>
      <Collapse
        ghost
        activeKey={[...active]}
        onChange={(keys) => setActive([keys].flat())}
        // A closed section still takes part in validation and saving.
        items={sections.map(({ key, label, children }) => ({
          key,
          label: <strong>{label}</strong>,
          children: <div data-section={key}>{children}</div>,
          forceRender: true,
        }))}
        style={{ marginInline: -16 }}
      />
    </>
  );
}
