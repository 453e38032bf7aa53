import React, { useRef, useState } from 'react';
import { Button, Checkbox, Modal, Progress, Typography } from 'antd';
import { useT } from '../locale';
import { problemText } from './codeText';
import type { DeliveriesApi, DeliveriesError, ReplayResult } from './deliveriesApi';
import { inBatches } from './inBatches';

const BATCH = 5;

interface BulkReplayProps {
  api: DeliveriesApi;
  ids: readonly string[];
  onClose: () => void;
}

interface Outcome {
  replayed: number;
  failed: ReplayResult['failed'];
  canceled: boolean;
}

/** Runs the chosen deliveries again, five at a time, with progress; it can be canceled between two batches. */
export function BulkReplay({ api, ids, onClose }: BulkReplayProps) {
  const t = useT();
  const [verify, setVerify] = useState(false);
  const [done, setDone] = useState<number>();
  const [outcome, setOutcome] = useState<Outcome>();
  const controller = useRef<AbortController>();

  const run = async () => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    const failed: ReplayResult['failed'] = [];
    let replayed = 0;
    setDone(0);
    try {
      await inBatches(ids, {
        size: BATCH,
        signal,
        progress: setDone,
        work: async (batch) => {
          const result = await api.replayMany(batch, verify);
          replayed += result.replayed.length;
          failed.push(...result.failed);
        },
      });
    } catch (error) {
      const { code, message } = error as DeliveriesError;
      failed.push({ from: '', code: code ?? '', reason: message });
    }
    setOutcome({ replayed, failed, canceled: signal.aborted });
  };

  const going = done !== undefined && !outcome;
  return (
    <Modal
      open
      title={t('Replay {{count}} deliveries', { count: ids.length })}
      closable={!going}
      maskClosable={false}
      onCancel={onClose}
      footer={
        outcome ? (
          <Button type="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        ) : (
          <>
            <Button onClick={() => (going ? controller.current?.abort() : onClose())}>{t('Cancel')}</Button>
            <Button type="primary" loading={going} onClick={() => void run()}>
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
  );
}

function statusOf(outcome: Outcome | undefined): 'active' | 'normal' | 'exception' | 'success' {
  if (!outcome) return 'active';
  if (outcome.failed.length) return 'exception';
  return outcome.canceled ? 'normal' : 'success';
}

function Summary({ replayed, failed, canceled }: Outcome) {
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
      {[...reasons].map(([text, count]) => (
        <Typography.Paragraph key={text} type="danger" style={{ marginBottom: 4 }}>
          {count} × {text}
        </Typography.Paragraph>
      ))}
    </>
  );
}
