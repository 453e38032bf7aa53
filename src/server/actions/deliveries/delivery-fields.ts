import { NAMESPACE } from '../../../common/constants';
import { DELIVERY_STATES } from '../../../common/deliveryStates';
import { STATE_LOOK } from '../../../common/stateLook';
import type { SUMMARY_COLUMNS } from './delivery-columns';

/** A field as NocoBase's clients know fields: what it is for a block, a filter or a chart. */
export interface DeliveryField {
  name: string;
  type: string;
  interface: string;
  primaryKey?: boolean;
  uiSchema: Record<string, unknown>;
}

type Column = (typeof SUMMARY_COLUMNS)[number];

const label = (text: string) => `{{t(${JSON.stringify(text)}, { ns: ${JSON.stringify(NAMESPACE)} })}}`;
const text = (title: string) => ({
  type: 'string',
  interface: 'input',
  uiSchema: { type: 'string', title: label(title), 'x-component': 'Input', 'x-read-pretty': true },
});
const number = (title: string) => ({
  type: 'bigInt',
  interface: 'integer',
  uiSchema: { type: 'number', title: label(title), 'x-component': 'InputNumber', 'x-read-pretty': true },
});

const FIELDS: Record<Column, Omit<DeliveryField, 'name'>> = {
  id: { ...text('Delivery ID'), primaryKey: true },
  state: {
    type: 'string',
    interface: 'select',
    uiSchema: {
      type: 'string',
      title: label('State'),
      'x-component': 'Select',
      'x-read-pretty': true,
      enum: DELIVERY_STATES.map((value) => ({
        value,
        label: label(STATE_LOOK[value].label),
        color: STATE_LOOK[value].color,
      })),
    },
  },
  code: text('Code'),
  reason: text('Reason'),
  workflowKey: text('Workflow key'),
  workflowId: number('Workflow ID'),
  workflowTitle: text('Workflow'),
  executionId: number('Execution ID'),
  method: text('Method'),
  path: text('Path'),
  eventType: text('Event type'),
  idempotencyKey: text('Idempotency key'),
  address: text('Source address'),
  receivedAt: {
    type: 'date',
    interface: 'datetime',
    uiSchema: {
      type: 'string',
      title: label('Received at'),
      'x-component': 'DatePicker',
      'x-component-props': { showTime: true },
      'x-read-pretty': true,
    },
  },
  duration: number('Duration (ms)'),
  contentType: text('Content type'),
  bodySize: number('Size (bytes)'),
  status: number('Status'),
  duplicates: number('Duplicates'),
  occurrences: number('Occurrences'),
  replayOf: text('Replay of'),
  duplicateOf: text('Duplicate of'),
  attempts: number('Attempts'),
};

/** The columns of a list of deliveries as fields that blocks, filters and charts can be built of, with titles in the person's language. */
export const DELIVERY_FIELDS: readonly DeliveryField[] = Object.entries(FIELDS).map(([name, field]) => ({
  name,
  ...field,
}));
