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

/** Runs a delivery again, after asking; verified again where that is possible, and always where it was not verified at first. */
export function ReplayButton({ delivery, busy, onReplay }: ReplayButtonProps) {
  const t = useT();
  const { replayable, replayProblem, verifiable } = delivery;
  const must = replayProblem === 'not_verified' && verifiable;
  const [wished, setWished] = useState(false);
  const possible = replayable || must;
  return (
    <Popconfirm
      title={t('Run this delivery again?')}
      description={
        <>
          <p>{t('A new delivery goes through the workflow as it is now.')}</p>
          <Tooltip
            title={
              verifiable
                ? must && problemText(replayProblem, null, t)
                : t('The credential is not stored, so that the delivery cannot be verified again.')
            }
          >
            <Checkbox
              checked={must || (wished && verifiable)}
              disabled={must || !verifiable}
              onChange={(event) => setWished(event.target.checked)}
            >
              {t('Verify again')}
            </Checkbox>
          </Tooltip>
        </>
      }
      okText={t('Replay')}
      cancelText={t('Cancel')}
      disabled={!possible}
      onConfirm={() => onReplay(must || (wished && verifiable))}
    >
      <Tooltip title={possible ? undefined : problemText(replayProblem, null, t)}>
        <Button type="primary" disabled={!possible} loading={busy} data-testid="delivery-replay">
          {t('Replay')}
        </Button>
      </Tooltip>
    </Popconfirm>
  );
}
