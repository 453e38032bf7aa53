import React, { type ReactNode, useState } from 'react';
import { Collapse, Form } from 'antd';
import { Mistakes } from './Mistakes';

/** A part of a panel that can be closed. */
export interface PanelSection {
  key: string;
  label: string;
  children: ReactNode;
}

/**
 * Sections of a form. One in which a check finds a mistake opens, and stays open until it is mended: else a person would not see why
 * nothing is saved. The first one comes into view.
 * @param open keys of those that are open at first
 */
export function PanelSections({ sections, open }: { sections: readonly PanelSection[]; open: readonly string[] }) {
  const [active, setActive] = useState(open);
  const show = (keys: readonly string[]) =>
    setActive((now) => (keys.every((key) => now.includes(key)) ? now : [...new Set([...now, ...keys])]));
  return (
    <>
      {/* Rendered after each change and each check of the form. */}
      <Form.Item noStyle shouldUpdate>
        {() => <Mistakes keys={sections.map(({ key }) => key)} onFound={show} />}
      </Form.Item>
      <Collapse
        ghost
        activeKey={[...active]}
        onChange={(keys) => setActive([keys].flat())}
        // A closed section takes part in checking and saving all the same.
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
