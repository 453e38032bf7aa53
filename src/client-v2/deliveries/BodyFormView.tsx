import React from 'react';
import { Typography } from 'antd';
import { useT } from '../shared/locale';
import type { BodyForm } from './bodyForms';
import { CodeBlock } from './CodeBlock';
import { formatSize } from './formats';

/** A body in one of its forms, with a note when only its beginning is shown. */
export function BodyFormView({ form }: { form: BodyForm }) {
  const t = useT();
  return (
    <>
      <CodeBlock text={form.text} />
      {form.cut !== undefined && (
        <Typography.Text type="secondary">
          {t('Only the first {{size}} are shown.', { size: formatSize(form.cut) })}
        </Typography.Text>
      )}
    </>
  );
}
