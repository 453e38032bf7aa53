import React from 'react';
import { Form, Select } from 'antd';
import { CREDENTIAL_HEADERS } from '../../../common/credentialHeaders';
import { useT } from '../../shared/locale';

const OPTIONS = CREDENTIAL_HEADERS.map((value) => ({ value, label: value }));

/** Credential headers to pass to the workflow, which are left out by default. */
export function ExposedHeaders() {
  const t = useT();
  return (
    <Form.Item
      name={['config', 'exposeHeaders']}
      label={t('Expose credential headers')}
      extra={t(
        'These headers may hold the session of a signed-in person and are left out. Expose one only if your nodes need it.',
      )}
      normalize={(value: string[]) => (value.length ? value : undefined)}
    >
      <Select mode="multiple" options={OPTIONS} placeholder={t('None')} allowClear data-testid="webhook-exposed" />
    </Form.Item>
  );
}
