import React, { useState } from 'react';
import { Button, Checkbox, Popconfirm, Tooltip } from 'antd';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { problemText } from './codeText';

interface ReplayButtonProps {
  delivery: Pick<DeliveryDetail, 'replayable' | 'replayProblem' | 'verifiable'>;
  busy: boolean;
  onReplay: (verify: boolean) => void;
}

/**
 * Replays a delivery after confirmation. Re-verification is offered where it is possible, and required where the delivery failed
 * verification.
 */
export function ReplayButton({ delivery, busy, onReplay }: ReplayButtonProps) {
  const t = useT();
  const { replayable, replayProblem, verifiable } = delivery;
  const mustVerify = replayProblem === 'not_verified' && verifiable;
  const [verify, setVerify] = useState(false);
  const possible = replayable || mustVerify;
  return (
    <Popconfirm
      title={t('Run this delivery again?')}
      description={
        <>
          <p>{t('A new delivery goes through the workflow as it is now.')}</p>
          <Tooltip
            title={
              verifiable
                ? mustVerify && problemText(replayProblem, null, t)
                : t('The credential is not stored, so that the delivery cannot be verified again.')
            }
          >
            <Checkbox
              checked={mustVerify || (verify && verifiable)}
              disabled={mustVerify || !verifiable}
              onChange={(event) => setVerify(event.target.checked)}
            >
              {t('Verify again')}
            </Checkbox>
          </Tooltip>
        </>
      }
      okText={t('Replay')}
      cancelText={t('Cancel')}
      disabled={!possible}
      onConfirm={() => onReplay(mustVerify || (verify && verifiable))}
    >
      <Tooltip title={possible ? undefined : problemText(replayProblem, null, t)}>
        <Button type="primary" disabled={!possible} loading={busy} data-testid="delivery-replay">
          {t('Replay')}
        </Button>
      </Tooltip>
    </Popconfirm>
  );
}
