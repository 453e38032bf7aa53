import React from 'react';
import { Form } from 'antd';

const Nothing = () => null;

/**
 * Keeps the whole configuration alive. NocoBase saves what the mounted form items hold and drops the rest, so one
 * item owns all of `config`: settings without a field of their own, hidden ones and ones that this version does not know.
 */
export function KeepConfig() {
  return (
    <Form.Item hidden name="config">
      <Nothing />
    </Form.Item>
  );
}
