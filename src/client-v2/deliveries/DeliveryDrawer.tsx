import React, { useState } from 'react';
import { Button, Drawer, message, Result, Skeleton, Space } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { endpointUrl } from '../shared/endpointUrl';
import { useT } from '../shared/locale';
import { errorText, problemText } from './codeText';
import { copyText } from './copyText';
import { curlCommand } from './curlCommand';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { DeliveryContent } from './DeliveryContent';
import { ReplayButton } from './ReplayButton';
import { useDelivery } from './useDelivery';
import { useSample, type TakeSample } from './useSample';

interface DeliveryDrawerProps {
  api: DeliveriesApi;
  /** undefined: closed */
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** called when a replay has created a new delivery */
  onReplayed: () => void;
  takeSample?: TakeSample;
}

/** Shows one delivery and the actions on it. */
export function DeliveryDrawer({ api, id, onOpen, onReplayed, takeSample }: DeliveryDrawerProps) {
  const t = useT();
  const { app } = useFlowEngine().context;
  const [messages, holder] = message.useMessage();
  const [busy, setBusy] = useState(false);
  const { delivery, error, reload } = useDelivery(api, id);
  const sample = useSample(takeSample);

  const replay = async ({ id: from }: DeliveryDetail, verify: boolean) => {
    setBusy(true);
    try {
      const { id: made, code, reason } = await api.replay(from, verify);
      if (code)
        void messages.warning(t('Replayed, and refused: {{problem}}', { problem: problemText(code, reason, t) }));
      else void messages.success(t('Replayed'));
      onReplayed();
      onOpen(made);
    } catch (failure) {
      void messages.error(errorText(failure as DeliveriesError, t));
    } finally {
      setBusy(false);
    }
  };
  const copy = async (one: DeliveryDetail) => {
    // The path is stored as sent, so it must not be encoded again.
    const root = endpointUrl({ apiUrl: app.getApiUrl(), app: app.name, key: '' }).replace(/\/$/, '');
    if (await copyText(curlCommand(one, `${root}${one.path ?? ''}`)))
      void messages.success(t('Copied. Put values in place of what is in angle brackets.'));
    else void messages.error(t('The browser does not let this page copy.'));
  };
  const takeOver = (one: DeliveryDetail) =>
    sample(one).then(
      ({ text, partial }) => (partial ? messages.warning(text, 6) : messages.success(text)),
      (failure: Error) => messages.error(failure.message),
    );

  return (
    <Drawer
      open={Boolean(id)}
      onClose={() => onOpen(undefined)}
      width={860}
      title={t('Delivery')}
      data-testid="delivery-drawer"
      extra={
        delivery && (
          <Space wrap>
            <Button onClick={() => void copy(delivery)}>{t('Copy as curl')}</Button>
            <Button onClick={() => void takeOver(delivery)}>{t('Use as sample')}</Button>
            <ReplayButton delivery={delivery} busy={busy} onReplay={(verify) => void replay(delivery, verify)} />
          </Space>
        )
      }
    >
      {holder}
      {error && (
        <Result
          status="warning"
          title={errorText(error, t)}
          extra={<Button onClick={reload}>{t('Try again')}</Button>}
        />
      )}
      {!error && !delivery && <Skeleton active />}
      {delivery && <DeliveryContent delivery={delivery} onOpen={onOpen} />}
    </Drawer>
  );
}
