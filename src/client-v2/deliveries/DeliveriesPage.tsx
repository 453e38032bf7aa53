import React from 'react';
import { Card } from 'antd';
import { DeliveriesView } from './DeliveriesView';

/** The page among the settings. */
export function DeliveriesPage() {
  return (
    <Card variant="borderless">
      <DeliveriesView />
    </Card>
  );
}
