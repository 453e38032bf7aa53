import React from 'react';
import { Alert, Button, Descriptions, Space, Tabs, Typography } from 'antd';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { useLanguage, useT } from '../shared/locale';
import { BodyView } from './BodyView';
import { problemText } from './codeText';
import { ExecutionLink } from './ExecutionLink';
import { formatTime } from './formats';
import { NameValueTable } from './NameValueTable';
import { ResponseView } from './ResponseView';
import { StateTag } from './StateTag';
import { VerificationSteps } from './VerificationSteps';

/** Everything stored about a delivery. @param onOpen opens the delivery that this one replays or duplicates */
export function DeliveryContent({ delivery, onOpen }: { delivery: DeliveryDetail; onOpen: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { notice, error, reason, headers, query } = delivery;
  const tabs = [
    { key: 'body', label: t('Body'), children: <BodyView body={delivery.body} /> },
    { key: 'headers', label: t('Headers'), children: <NameValueTable pairs={Object.entries(headers)} /> },
    { key: 'query', label: t('Query parameters'), children: <NameValueTable pairs={Object.entries(query)} /> },
    { key: 'checks', label: t('Checks'), children: <VerificationSteps verification={delivery.verification} /> },
    { key: 'answer', label: t('Answer'), children: <ResponseView {...delivery} /> },
  ];
  return (
    <>
      {(reason || error) && (
        <Alert
          type={delivery.state === 'failed' || delivery.state === 'refused' ? 'error' : 'info'}
          style={{ marginBottom: 16 }}
          message={[problemText(delivery.code, reason, t), error].filter(Boolean).join(' · ')}
        />
      )}
      {notice && (
        <Alert
          type="success"
          style={{ marginBottom: 16 }}
          message={t('The provider sent {{name}}', { name: notice.key })}
          description={
            notice.value === null ? (
              t('Those who may edit workflows see its value in the trigger.')
            ) : (
              <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
                {notice.value}
              </Typography.Text>
            )
          }
        />
      )}
      <Descriptions size="small" column={2} items={facts(delivery, t, language, onOpen)} style={{ marginBottom: 8 }} />
      <Tabs items={tabs} />
    </>
  );
}

function facts(delivery: DeliveryDetail, t: (key: string) => string, language: string, onOpen: (id: string) => void) {
  const { id, workflowTitle, workflowKey, method, path, address, eventType, idempotencyKey, receivedAt } = delivery;
  const other = (otherId: string) => (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(otherId)}>
      {otherId}
    </Button>
  );
  const all: [label: string, content: React.ReactNode][] = [
    [t('State'), <StateTag key="state" {...delivery} />],
    [t('Execution'), <ExecutionLink key="execution" {...delivery} />],
    [t('Endpoint'), workflowTitle ?? workflowKey],
    [t('Request'), `${method ?? ''} ${path ?? ''}`],
    [t('Received at'), formatTime(receivedAt, language)],
    [t('Duration'), delivery.duration == null ? '–' : `${delivery.duration} ms`],
    [t('Source address'), address || '–'],
    [t('Event type'), eventType || '–'],
    [t('Idempotency key'), idempotencyKey || '–'],
    [t('Duplicates'), delivery.duplicates],
    ...(delivery.replayOf ? [[t('Replay of'), other(delivery.replayOf)] as [string, React.ReactNode]] : []),
    ...(delivery.duplicateOf ? [[t('Duplicate of'), other(delivery.duplicateOf)] as [string, React.ReactNode]] : []),
    [
      t('Delivery ID'),
      <Space key="id">
        <Typography.Text copyable>{id}</Typography.Text>
      </Space>,
    ],
  ];
  return all.map(([label, children], index) => ({ key: String(index), label, children }));
}
