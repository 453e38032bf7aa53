import React from 'react';
import { Checkbox, Input, Space } from 'antd';
import type { FilesConfig } from '../../common/WebhookConfig';
import { useT } from '../locale';

interface FilesFieldProps {
  /** given by the form item; absent: files are not stored */
  value?: FilesConfig | null;
  onChange?: (value: FilesConfig | null) => void;
}

/** Whether files are stored, in which collection and where. One field, so that nothing is configured while they are not. */
export function FilesField({ value, onChange }: FilesFieldProps) {
  const t = useT();
  const set = (change: FilesConfig) => onChange?.({ ...value, ...change });
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Checkbox checked={Boolean(value)} onChange={({ target }) => onChange?.(target.checked ? {} : null)}>
        {t('Store the files of multipart forms')}
      </Checkbox>
      {value && (
        <>
          <Input
            addonBefore={t('File collection')}
            placeholder="attachments"
            value={value.collection ?? ''}
            maxLength={128}
            spellCheck={false}
            onChange={({ target }) => set({ collection: target.value })}
          />
          <Input
            addonBefore={t('Storage name')}
            placeholder={t("The collection's own, or the default one")}
            value={value.storage ?? ''}
            maxLength={128}
            spellCheck={false}
            onChange={({ target }) => set({ storage: target.value })}
          />
        </>
      )}
    </Space>
  );
}
