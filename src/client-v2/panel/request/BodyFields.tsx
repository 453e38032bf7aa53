import React from 'react';
import { Form, Select } from 'antd';
import { BODY_FORMATS, SIGNED_BODIES } from '../../../common/constants';
import type { BodyFormat, SignedBody } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { FilesField } from './FilesField';
import { PayloadField } from './PayloadField';

/** How bodies are read: format, JSON in a form field, files, and which bytes of a compressed body are signed. */
export function BodyFields() {
  const t = useT();
  const formats: Record<BodyFormat, string> = {
    json: 'JSON',
    form: t('Form (urlencoded)'),
    multipart: t('Form with files (multipart)'),
    xml: 'XML',
    ndjson: t('Lines of JSON'),
    text: t('Text'),
    binary: t('Binary (base64)'),
  };
  const signed: Record<SignedBody, string> = {
    received: t('The bytes as received'),
    decoded: t('The decompressed bytes'),
  };
  return (
    <>
      <Form.Item
        name={['config', 'format']}
        label={t('Body format')}
        extra={t('Set this only for senders that name a wrong content type.')}
      >
        <Select
          allowClear
          placeholder={t('By the content type')}
          options={BODY_FORMATS.map((value) => ({ value, label: formats[value] }))}
        />
      </Form.Item>
      <PayloadField />
      <Form.Item
        name={['config', 'files']}
        label={t('Files')}
        extra={t('Later nodes can use their records. Otherwise the workflow gets only names, types and sizes.')}
      >
        <FilesField />
      </Form.Item>
      <Form.Item
        name={['config', 'signedBody']}
        label={t('Signed bytes of a compressed body')}
        extra={t('Only matters for senders that both compress and sign.')}
      >
        <Select
          allowClear
          placeholder={signed.received}
          options={SIGNED_BODIES.map((value) => ({ value, label: signed[value] }))}
        />
      </Form.Item>
    </>
  );
}
