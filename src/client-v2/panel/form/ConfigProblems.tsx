import React, { useEffect, useState } from 'react';
import { Alert, Button, Form } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import type { ConfigProblem } from '../../../common/api/endpoints';
import type { WebhookConfig } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { withoutPaths } from './withoutPaths';

/**
 * Lists what is invalid in the stored configuration, which makes the endpoint reject every request. The form has no fields for unknown
 * settings, so it offers to remove them; otherwise the form could not be saved.
 */
export function ConfigProblems() {
  const t = useT();
  const form = Form.useFormInstance();
  const { api } = useFlowEngine().context;
  const { config } = useCurrentWorkflowContext() as { config?: WebhookConfig };
  const [problems, setProblems] = useState<ConfigProblem[]>([]);
  const unknown = problems.filter((problem) => problem.unknown);

  useEffect(() => {
    let current = true;
    // Validation happens on the server; the panel works without the result.
    api
      .request<{ data: ConfigProblem[] }>({
        url: 'webhookEndpoints:check',
        method: 'post',
        data: { config: config ?? {} },
        skipNotify: true,
      })
      .then(({ data }) => current && setProblems(data.data.filter(({ warning }) => !warning)))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [api, config]);

  if (!problems.length) return null;
  const remove = () => {
    const paths = unknown.map(({ path }) => path);
    form.setFieldValue('config', withoutPaths(form.getFieldValue('config') as WebhookConfig, paths));
    setProblems(problems.filter((problem) => !problem.unknown));
  };
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      message={t('Every call is refused with 503')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {problems.map(({ path, message }) => (
            <li key={path}>
              {path}: {message}
            </li>
          ))}
        </ul>
      }
      action={
        unknown.length > 0 && (
          <Button size="small" onClick={remove} data-testid="webhook-remove-unknown">
            {t('Remove unknown settings')}
          </Button>
        )
      }
      data-testid="webhook-config-problems"
    />
  );
}
