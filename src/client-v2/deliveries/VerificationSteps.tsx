import React from 'react';
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { List, theme, Typography } from 'antd';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { useT } from '../shared/locale';

const STEP_TEXTS: Readonly<Record<string, string>> = {
  method: 'Method',
  rate: 'Rate limit',
  source: 'Source address',
  attempts: 'Refused attempts',
  body: 'Body',
  credentials: 'Secrets of the endpoint',
  verification: 'Verification',
  handshake: 'Handshake',
  parsing: 'Parsing',
};

/** The checks that a request went through, in order, with their results. */
export function VerificationSteps({ verification }: Pick<DeliveryDetail, 'verification'>) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <List
      size="small"
      dataSource={verification}
      locale={{ emptyText: t('Nothing was checked.') }}
      data-testid="delivery-checks"
      renderItem={({ step, ok, detail }) => (
        <List.Item style={{ justifyContent: 'flex-start', gap: 8 }}>
          {ok ? (
            <CheckCircleFilled style={{ color: token.colorSuccess }} aria-label={t('passed')} />
          ) : (
            <CloseCircleFilled style={{ color: token.colorError }} aria-label={t('failed')} />
          )}
          <span>{STEP_TEXTS[step] ? t(STEP_TEXTS[step]) : step}</span>
          {detail && <Typography.Text type="secondary">{detail}</Typography.Text>}
        </List.Item>
      )}
    />
  );
}
