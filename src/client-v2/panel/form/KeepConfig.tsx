import React from 'react';
import { Form } from 'antd';

const Nothing = () => null;

/**
 * Keeps the whole configuration. NocoBase saves the values of mounted form items and drops the rest, so one item owns all of `config`:
 * settings without a field, hidden ones and ones that this version does not know.
 */
export function KeepConfig() {
  return (
    <Form.Item hidden name="config">
      <Nothing />
    </Form.Item>
  );
}
