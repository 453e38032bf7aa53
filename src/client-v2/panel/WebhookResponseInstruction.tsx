import React from 'react';
import { SendOutlined } from '@ant-design/icons';
import { Instruction, type LoaderOf, type NodeAvailableContext } from '@nocobase/plugin-workflow/client-v2';
import { RESPONSE_NODE_TYPE, TRIGGER_TYPE } from '../../common/constants';
import type { ResponseNodeConfig } from '../../common/WebhookConfig';
import { tExpr } from '../shared/locale';

interface Engine {
  isWorkflowSync(workflow: unknown): unknown;
}

/** The HTTP Response node in both clients. It is offered only in workflows whose sender waits for the response. */
export class WebhookResponseInstruction extends Instruction {
  type = RESPONSE_NODE_TYPE;
  title = tExpr('Response');
  group = 'control';
  description = tExpr(
    'Answers the call that started this workflow, with a status, headers and a body, and ends the workflow unless it is told to go on.',
  );
  icon = (<SendOutlined />);
  fieldset = {};

  FieldsetLoader: LoaderOf = () =>
    import('./response/ResponseNodeFieldset').then((module) => ({ default: module.ResponseNodeFieldset }));

  end = ({ config }: { config?: ResponseNodeConfig }) => !config?.continue;

  isAvailable({ engine, workflow }: NodeAvailableContext): boolean {
    return (
      (workflow as { type?: string }).type === TRIGGER_TYPE && Boolean((engine as Engine).isWorkflowSync(workflow))
    );
  }
}
