import React, { useState } from 'react';
import { Button, ConfigProvider, Drawer, Form } from 'antd';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { useT } from '../shared/locale';
import { DeliveriesView } from './DeliveriesView';
import type { TakeSample } from './useSample';

/** Opens the deliveries of this endpoint from the trigger's panel. */
export function DeliveriesButton() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const form = Form.useFormInstance();
  const workflow = useCurrentWorkflowContext() as { key?: string; versionStats?: { executed?: number | string } };
  // The sample goes into the panel's form, because that is what will be saved.
  const takeSample: TakeSample = (variablesFor) => {
    if (Number(workflow.versionStats?.executed ?? 0) > 0) {
      throw new Error(t('This version has been executed and can no longer be changed. Make a new version first.'));
    }
    const config = (form.getFieldValue('config') ?? {}) as WebhookConfig;
    form.setFieldValue(['config', 'variables'], variablesFor(config));
    return t('Taken over. Submit the trigger to keep it.');
  };
  return (
    <>
      <Form.Item>
        {/* The form of an executed version is disabled, but its deliveries can still be viewed. */}
        <Button disabled={false} onClick={() => setOpen(true)} data-testid="open-deliveries">
          {t('Deliveries')}
        </Button>
      </Form.Item>
      <Drawer open={open} onClose={() => setOpen(false)} width="80%" title={t('Deliveries')} destroyOnClose>
        {/* The disabled state of the form reaches into drawers, and the deliveries must stay usable. */}
        <ConfigProvider componentDisabled={false}>
          {open && <DeliveriesView workflowKey={String(workflow.key ?? '')} takeSample={takeSample} />}
        </ConfigProvider>
      </Drawer>
    </>
  );
}
