import React, { useEffect, useState } from 'react';
import { Alert } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import type { MisconfiguredEndpoint } from '../../common/api/endpoints';
import { useT } from '../shared/locale';

/** Lists the endpoints that reject every request because of their configuration. */
export function RefusingEndpoints() {
  const t = useT();
  const { api } = useFlowEngine().context;
  const [problems, setProblems] = useState<MisconfiguredEndpoint[]>([]);

  useEffect(() => {
    let current = true;
    // Only users who may edit workflows may ask; the page works without it.
    api
      .request<{ data: MisconfiguredEndpoint[] }>({ url: 'webhookEndpoints:problems', skipNotify: true })
      .then(({ data }) => current && setProblems(data.data))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [api]);

  if (!problems.length) return null;
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      message={t('Some endpoints refuse every request with 503')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {problems.map(({ workflowKey, title, problem }) => (
            <li key={workflowKey}>
              {title || workflowKey}: {problem}
            </li>
          ))}
        </ul>
      }
      data-testid="webhook-problems"
    />
  );
}
