import React from 'react';
import { Badge, Space, Tag, Tooltip } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { codeText } from './codeText';
import { STATE_LOOK } from '../../common/stateLook';

type StateTagProps = Pick<Delivery, 'state' | 'code' | 'reason'> & { occurrences?: number };

/** State and code of a delivery, and how many requests a sampled row stands for. */
export function StateTag({ state, code, reason, occurrences = 1 }: StateTagProps) {
  const t = useT();
  const { color, label } = (STATE_LOOK as Partial<typeof STATE_LOOK>)[state] ?? { color: 'default', label: state };
  return (
    <Space size={4}>
      <Tooltip title={reason}>
        <Tag color={color} style={{ marginInlineEnd: 0 }}>
          {code ? `${t(label)} · ${codeText(code, t)}` : t(label)}
        </Tag>
      </Tooltip>
      {occurrences > 1 && (
        <Tooltip title={t('This row stands for {{count}} calls', { count: occurrences })}>
          <Badge count={`× ${occurrences}`} color="gray" />
        </Tooltip>
      )}
    </Space>
  );
}
