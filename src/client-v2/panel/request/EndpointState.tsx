import React, { useEffect, useState } from 'react';
import { Alert, Typography } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import type { EndpointState as State } from '../../../common/api/endpoints';
import { useT } from '../../shared/locale';

/** Shows why the endpoint rejects every request, and what a provider handed over in a handshake. */
export function EndpointState() {
  const t = useT();
  const { api } = useFlowEngine().context;
  const workflow = useCurrentWorkflowContext();
  const [state, setState] = useState<State>();
  const key = String(workflow.key ?? '');

  useEffect(() => {
    let current = true;
    // Users without permission see the panel without it.
    api
      .request<{ data: State }>({ url: 'webhookEndpoints:get', params: { filterByTk: key }, skipNotify: true })
      .then(({ data }) => current && setState(data.data))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [api, key]);

  return (
    <>
      {state?.problem && !state.misconfigured && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('Every call is refused with 503')}
          description={state.problem}
          data-testid="webhook-problem"
        />
      )}
      {state?.notices.map(({ key: name, value, receivedAt, address }) => (
        <Alert
          key={`${name} ${receivedAt} ${value}`}
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('The provider sent {{name}} on {{date}}', { name, date: new Date(receivedAt).toLocaleString() })}
          description={
            <>
              <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
                {value}
              </Typography.Text>
              <br />
              {t(
                'It came from {{address}}. Anybody can send such a call: use it only if you have just set the webhook up.',
                {
                  address: address ?? '?',
                },
              )}
            </>
          }
          data-testid="webhook-notice"
        />
      ))}
    </>
  );
}
