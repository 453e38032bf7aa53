import React from 'react';
import { Form, InputNumber } from 'antd';
import { DEFAULTS } from '../../../common/constants';
import { useT } from '../../shared/locale';

/** The timestamp tolerance in seconds. @param usual the default, shown as the placeholder */
export function ToleranceField({ usual = DEFAULTS.tolerance }: { usual?: number }) {
  const t = useT();
  return (
    <Form.Item
      name={['config', 'verification', 'tolerance']}
      label={t('Timestamp tolerance')}
      extra={t('How far the signed time may be off, both ways. It limits how long a captured call can be sent again.')}
      normalize={(value: number | null) => value ?? undefined}
    >
      <InputNumber min={1} precision={0} addonAfter={t('seconds')} placeholder={String(usual)} />
    </Form.Item>
  );
}
