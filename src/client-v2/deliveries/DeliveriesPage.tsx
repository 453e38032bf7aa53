import React from 'react';
import { Card } from 'antd';
import { DeliveriesView } from './DeliveriesView';

/** The settings page that lists all deliveries. */
export function DeliveriesPage() {
  return (
    <Card variant="borderless">
      <DeliveriesView />
    </Card>
  );
}
