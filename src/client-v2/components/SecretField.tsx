import React, { useState } from 'react';
import { Button, ConfigProvider, Flex, Input, Tag } from 'antd';
import { EnvVariableInput } from '@nocobase/client-v2';
import { isStoredSecret } from '../../common/storedSecret';
import { useT } from '../locale';

interface SecretFieldProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  /** hides what is typed; default true */
  masked?: boolean;
  /** keys and certificates have several lines */
  multiline?: boolean;
  /** offers to remove a stored secret; a list has a button of its own */
  removable?: boolean;
}

/** A secret: a literal or an environment variable. One that the server holds is never shown, only replaced or removed. */
export function SecretField({ id, value, onChange, masked = true, multiline, removable }: SecretFieldProps) {
  const t = useT();
  const { componentDisabled: disabled } = ConfigProvider.useConfig();
  const [replaced, setReplaced] = useState<string>();
  if (isStoredSecret(value)) {
    const replace = () => {
      setReplaced(value);
      onChange?.('');
    };
    return (
      <Flex id={id} align="center" gap="small" style={{ minHeight: 32 }}>
        <Tag color="success">{t('Secret is set')}</Tag>
        <Button size="small" onClick={replace}>
          {t('Replace')}
        </Button>
        {removable && (
          <Button size="small" onClick={() => onChange?.(undefined)}>
            {t('Remove')}
          </Button>
        )}
      </Flex>
    );
  }
  const keep = () => {
    setReplaced(undefined);
    onChange?.(replaced);
  };
  return (
    <Flex gap="small" align="flex-start">
      <div id={id} style={{ flex: 1, minWidth: 0 }}>
        {multiline ? (
          <Input.TextArea
            value={value}
            onChange={(event) => onChange?.(event.target.value)}
            autoSize={{ minRows: 2, maxRows: 8 }}
            spellCheck={false}
          />
        ) : (
          <EnvVariableInput password={masked} value={value} onChange={onChange} disabled={disabled} />
        )}
      </div>
      {replaced && <Button onClick={keep}>{t('Keep the stored one')}</Button>}
    </Flex>
  );
}
