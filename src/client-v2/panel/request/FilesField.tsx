import React from 'react';
import { Checkbox, Space } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import type { FilesConfig } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { useOffered } from '../../shared/useOffered';
import { NameField } from '../form/NameField';

interface FilesFieldProps {
  /** from the form item; absent: files are not stored */
  value?: FilesConfig | null;
  onChange?: (value: FilesConfig | null) => void;
}

interface PlaceProps {
  value: FilesConfig;
  set: (change: FilesConfig) => void;
}

/** Whether uploads are stored, and in which collection and storage. One field, so that nothing is configured while they are not stored. */
export function FilesField({ value, onChange }: FilesFieldProps) {
  const t = useT();
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Checkbox checked={Boolean(value)} onChange={({ target }) => onChange?.(target.checked ? {} : null)}>
        {t('Store the files of multipart forms')}
      </Checkbox>
      {value && <Place value={value} set={(change) => onChange?.({ ...value, ...change })} />}
    </Space>
  );
}

// A component of its own, so that nothing is loaded unless files are stored.
function Place({ value, set }: PlaceProps) {
  const t = useT();
  const { t: translate } = useFlowEngine().context;
  const collections = useOffered<{ name: string; title?: string; template?: string }>('collections:listMeta');
  const storages = useOffered<{ name: string; title?: string }>('storages:list?pageSize=200&fields=name,title');
  const titled = (all: readonly { name: string; title?: string }[]) =>
    all.map(({ name, title }) => ({ name, title: title && translate(title) }));
  return (
    <>
      <NameField
        label={t('File collection')}
        placeholder="attachments"
        value={value.collection ?? ''}
        onChange={(collection) => set({ collection })}
        offered={titled(collections.filter(({ template }) => template === 'file'))}
      />
      <NameField
        label={t('Storage name')}
        placeholder={t("The collection's own, or the default one")}
        value={value.storage ?? ''}
        onChange={(storage) => set({ storage })}
        offered={titled(storages)}
      />
    </>
  );
}
