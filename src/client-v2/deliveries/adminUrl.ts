// Below /v/ is the modern client, whose canvases are not below /settings.
const MODERN = /\/v(?:\/apps\/[^/]+)?$/;
// The name of a sub-application may also begin with "admin".
const BEFORE_ADMIN = /^(.*?(?:\/apps\/[^/]+)?)\/admin(?:\/|$)/;

function base(pathname: string): string {
  const before = BEFORE_ADMIN.exec(pathname)?.[1] ?? pathname.replace(/\/$/, '');
  return MODERN.test(before) ? `${before}/admin` : `${before}/admin/settings`;
}

/** URL of an execution in the current client and application. @param pathname of the current page */
export function executionUrl(pathname: string, executionId: string): string {
  return `${base(pathname)}/workflow/executions/${encodeURIComponent(executionId)}`;
}

/** URL of the canvas of a workflow version in the current client. @param pathname of the current page */
export function workflowUrl(pathname: string, workflowId: string): string {
  return `${base(pathname)}/workflow/workflows/${encodeURIComponent(workflowId)}`;
}
