import React, { useState } from 'react';
import { Flex, Form, Input, Tag } from 'antd';
import { badLines, isAllowed, linesOf } from './allowlist';
import { useT } from '../../shared/locale';

interface LinesProps {
  id?: string;
  value?: string[];
  onChange?: (value: string[] | undefined) => void;
}

/** A text area whose value is its non-blank lines; undefined without any. */
function Lines({ id, value, onChange }: LinesProps) {
  const [text, setText] = useState<string>();
  const shown =
    text !== undefined && linesOf(text).join('\n') === (value ?? []).join('\n') ? text : (value ?? []).join('\n');
  return (
    <Input.TextArea
      id={id}
      value={shown}
      placeholder={'192.0.2.1\n2001:db8::/32'}
      autoSize={{ minRows: 2, maxRows: 10 }}
      spellCheck={false}
      onChange={(event) => {
        setText(event.target.value);
        const lines = linesOf(event.target.value);
        onChange?.(lines.length ? lines : undefined);
      }}
    />
  );
}

function TestResult({ lines, address }: { lines: string[]; address: string }) {
  const t = useT();
  const allowed = isAllowed(lines, address);
  if (allowed === undefined) return <Tag>{t('Not an address')}</Tag>;
  return allowed ? <Tag color="success">{t('Allowed')}</Tag> : <Tag color="error">{t('Refused')}</Tag>;
}

/** The allowlist of source addresses, and a field to test an address. */
export function AllowlistField() {
  const t = useT();
  const lines = (Form.useWatch(['config', 'allowlist']) as string[] | undefined) ?? [];
  const [address, setAddress] = useState('');
  return (
    <>
      <Form.Item
        name={['config', 'allowlist']}
        label={t('Allowed source addresses')}
        extra={t('One address or CIDR range a line. Empty: any source may call.')}
        rules={[
          {
            validator: async (_rule, value: string[] = []) => {
              const bad = badLines(value);
              if (bad.length) {
                throw new Error(
                  bad
                    .map((line) =>
                      t('Line {{line}} is not an address or range: {{text}}', { line, text: value[line - 1] }),
                    )
                    .join('\n'),
                );
              }
            },
          },
        ]}
      >
        <Lines />
      </Form.Item>
      {lines.length > 0 && (
        <Form.Item label={t('Try an address')}>
          <Flex gap="small" align="center">
            <Input
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              placeholder="192.0.2.1"
              style={{ maxWidth: 320 }}
              data-testid="webhook-try-address"
            />
            {address.trim() && <TestResult lines={lines} address={address} />}
          </Flex>
        </Form.Item>
      )}
    </>
  );
}
