/**
 * The parts of NocoBase's client packages that we use, as of 2.2.15. The packages are not in the registry: NocoBase provides them at run
 * time.
 */
declare module '@nocobase/flow-engine' {
  import type { ComponentType, ReactNode } from 'react';

  /** Translates a text key. */
  export type Translate = (key: string, options?: Record<string, unknown>) => string;

  /** The running application: what both clients have in common. */
  export interface ClientApplication {
    /** `main`, or the name of the sub-application */
    name?: string;
    pm: { get(name: string): unknown };
    i18n: { t(key: string, options?: Record<string, unknown>): string };
    /** absolute URL of the API or of a path below it */
    getApiUrl(pathname?: string): string;
  }

  /** NocoBase's API client, similar to axios. */
  export interface ApiClient {
    request<T>(options: {
      url: string;
      method?: 'get' | 'post';
      params?: object;
      data?: object;
      responseType?: 'blob';
      skipNotify?: boolean;
    }): Promise<{ data: T }>;
  }

  export interface FlowEngine {
    context: {
      t: Translate;
      app: ClientApplication;
      api: ApiClient;
      i18n?: { language: string };
      /** the trees of variables, such as `$env` */
      getPropertyMetaTree(): MetaTreeNode[];
    };
  }

  export interface MetaTreeNode {
    name: string;
    title: string;
    type: string;
    paths: string[];
    disabled?: boolean;
    children?: MetaTreeNode[] | (() => Promise<MetaTreeNode[]>);
  }

  export interface SubModelItem {
    key: string;
    label?: string;
  }

  export interface FlowContextSelectorProps {
    metaTree: MetaTreeNode[];
    formatPathToValue?: (node: MetaTreeNode) => string;
    onChange?: (value: string) => void;
    disabled?: boolean;
    onlyLeafSelectable?: boolean;
    children?: ReactNode;
  }

  /** Opens a variable picker from a button or from its children. */
  export const FlowContextSelector: ComponentType<FlowContextSelectorProps>;

  export function useFlowEngine(): FlowEngine;
  /** A template that is translated on render. */
  export function tExpr(key: string, options?: Record<string, unknown>): string;
}

declare module '@nocobase/client-v2' {
  import type { ComponentType } from 'react';
  import type { ClientApplication } from '@nocobase/flow-engine';

  /** Appearance of a settings page, and the permission it requires. */
  export interface SettingsLook {
    title: string;
    icon?: string;
    aclSnippet?: string;
  }

  export interface SettingsManager {
    addMenuItem(options: SettingsLook & { key: string }): void;
    addPageTabItem(
      options: SettingsLook & {
        menuKey: string;
        key: string;
        componentLoader: () => Promise<{ default: ComponentType }>;
      },
    ): void;
  }

  export class Plugin {
    app: ClientApplication & { pluginSettingsManager: SettingsManager };
    load(): Promise<void>;
  }

  export interface EnvVariableInputProps {
    value?: string;
    onChange?: (value: string) => void;
    disabled?: boolean;
    /** masks a value that is not a variable */
    password?: boolean;
    placeholder?: string;
  }

  export const EnvVariableInput: ComponentType<EnvVariableInputProps>;
}

declare module '@nocobase/client' {
  import type { ComponentType } from 'react';
  import type { ClientApplication } from '@nocobase/flow-engine';
  import type { SettingsLook } from '@nocobase/client-v2';

  export interface SettingsManager {
    add(name: string, options: SettingsLook & { Component: ComponentType }): void;
  }

  export class Plugin {
    app: ClientApplication & { pluginSettingsManager: SettingsManager };
    load(): Promise<void>;
  }
}
