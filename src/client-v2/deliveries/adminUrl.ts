// Below /v/ is the modern client, whose canvases are not among the settings.
const MODERN = /\/v(?:\/apps\/[^/]+)?$/;
// The name of a sub-application may begin with "admin", too.
const BEFORE_ADMIN = /^(.*?(?:\/apps\/[^/]+)?)\/admin(?:\/|$)/;

function base(pathname: string): string {
  const before = BEFORE_ADMIN.exec(pathname)?.[1] ?? pathname.replace(/\/$/, '');
  return MODERN.test(before) ? `${before}/admin` : `${before}/admin/settings`;
}

/** The page of an execution in the client and the application that is open. @param pathname of the page that is open */
export function executionUrl(pathname: string, executionId: string): string {
  return `${base(pathname)}/workflow/executions/${encodeURIComponent(executionId)}`;
}

/** The canvas of a workflow's version in the client that is open. */
export function workflowUrl(pathname: string, workflowId: string): string {
  return `${base(pathname)}/workflow/workflows/${encodeURIComponent(workflowId)}`;
}
