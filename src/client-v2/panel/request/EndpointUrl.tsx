import React from 'react';
import { Alert, Form, Typography } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import { endpointUrl, isPrivateHost } from '../../shared/endpointUrl';
import { pathParameters } from '../../shared/pathProblem';
import { useT } from '../../shared/locale';

/** The endpoint's URL, with a copy button. It follows the path as the user types. */
export function EndpointUrl() {
  const t = useT();
  const { app } = useFlowEngine().context;
  const workflow = useCurrentWorkflowContext();
  const path = Form.useWatch(['config', 'path']) as string | undefined;
  const url = endpointUrl({ apiUrl: app.getApiUrl(), app: app.name, path, key: String(workflow.key ?? '') });
  const { hostname } = new URL(url);
  return (
    <Form.Item
      label={t('URL')}
      extra={pathParameters(path).length ? t('Put values in place of the parameters.') : undefined}
    >
      <Typography.Paragraph
        code
        copyable={{ text: url, tooltips: [t('Copy URL'), t('Copied')] }}
        data-testid="webhook-url"
        style={{ marginBottom: 0, wordBreak: 'break-all' }}
      >
        {url}
      </Typography.Paragraph>
      {isPrivateHost(hostname) && (
        <Alert
          type="info"
          showIcon
          style={{ marginTop: 8 }}
          message={t(
            'You opened NocoBase at {{host}}. A sender outside this network needs your public address in its place.',
            { host: hostname },
          )}
        />
      )}
    </Form.Item>
  );
}
