import React, { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, Modal, Progress, Typography } from 'antd';
import { useT } from '../shared/locale';
import { problemText } from './codeText';
import type { DeliveriesApi } from './deliveriesApi';
import { replayAll, type ReplayOutcome } from './replayAll';

interface BulkReplayProps {
  api: DeliveriesApi;
  ids: readonly string[];
  /** receives the ids that were not attempted */
  onClose: (notAttempted: readonly string[]) => void;
}

/** Replays the selected deliveries, five at a time, and shows progress. It can be canceled between two batches. */
export function BulkReplay({ api, ids, onClose }: BulkReplayProps) {
  const t = useT();
  const [verify, setVerify] = useState(false);
  const [done, setDone] = useState<number>();
  const [outcome, setOutcome] = useState<ReplayOutcome>();
  const controller = useRef<AbortController>();

  const run = async () => {
    controller.current = new AbortController();
    setDone(0);
    setOutcome(await replayAll(api, ids, { verify, signal: controller.current.signal, progress: setDone }));
  };
  // Once the page is left, a running replay could be neither seen nor canceled.
  useEffect(() => () => controller.current?.abort(), []);

  const running = done !== undefined && !outcome;
  const close = () => onClose(outcome ? outcome.notAttempted : ids);
  // Escape would also close the drawer around the list, and this dialog with it.
  return (
    <div onKeyDown={(event) => running && event.key === 'Escape' && event.stopPropagation()}>
      <Modal
        open
        title={t('Replay {{count}} deliveries', { count: ids.length })}
        closable={!running}
        keyboard={!running}
        maskClosable={false}
        onCancel={close}
        footer={
          outcome ? (
            <Button type="primary" onClick={close}>
              {t('Close')}
            </Button>
          ) : (
            <>
              <Button onClick={() => (running ? controller.current?.abort() : close())}>{t('Cancel')}</Button>
              <Button type="primary" loading={running} onClick={() => void run()}>
                {t('Replay')}
              </Button>
            </>
          )
        }
      >
        {done === undefined && (
          <>
            <p>{t('Each becomes a new delivery that goes through its workflow as it is now.')}</p>
            <Checkbox checked={verify} onChange={(event) => setVerify(event.target.checked)}>
              {t('Verify again')}
            </Checkbox>
            <Typography.Paragraph type="secondary" style={{ margin: '4px 0 0 24px' }}>
              {t('With the secrets of today. What was not verified at first can only be replayed so.')}
            </Typography.Paragraph>
          </>
        )}
        {done !== undefined && <Progress percent={Math.round((done / ids.length) * 100)} status={statusOf(outcome)} />}
        {outcome && <Summary {...outcome} />}
      </Modal>
    </div>
  );
}

function statusOf(outcome: ReplayOutcome | undefined): 'active' | 'normal' | 'exception' | 'success' {
  if (!outcome) return 'active';
  if (outcome.failed.length) return 'exception';
  return outcome.canceled ? 'normal' : 'success';
}

function Summary({ replayed, failed, notAttempted, canceled }: ReplayOutcome) {
  const t = useT();
  const reasons = new Map<string, number>();
  for (const { code, reason } of failed) {
    const text = problemText(code, reason, t);
    reasons.set(text, (reasons.get(text) ?? 0) + 1);
  }
  return (
    <>
      <p data-testid="bulk-outcome">
        {t('{{replayed}} replayed, {{failed}} not.', { replayed, failed: failed.length })}{' '}
        {canceled && t('Canceled before the rest.')}
      </p>
      {notAttempted.length > 0 && (
        <p>{t('{{count}} were not tried, and stay selected.', { count: notAttempted.length })}</p>
      )}
      {[...reasons].map(([text, count]) => (
        <Typography.Paragraph key={text} type="danger" style={{ marginBottom: 4 }}>
          {count} × {text}
        </Typography.Paragraph>
      ))}
    </>
  );
}
