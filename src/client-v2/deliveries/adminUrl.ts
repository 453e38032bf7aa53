// Below /v/ is the modern client, whose canvases are not among the settings.
const MODERN = /\/v$/;

function base(pathname: string): string {
  const before = pathname.split('/admin', 1)[0].replace(/\/$/, '');
  return MODERN.test(before) ? `${before}/admin` : `${before}/admin/settings`;
}

/** The page of an execution in the client that is open. @param pathname of the page that is open */
export function executionUrl(pathname: string, executionId: string): string {
  return `${base(pathname)}/workflow/executions/${encodeURIComponent(executionId)}`;
}

/** The canvas of a workflow's version in the client that is open. */
export function workflowUrl(pathname: string, workflowId: string): string {
  return `${base(pathname)}/workflow/workflows/${encodeURIComponent(workflowId)}`;
}
