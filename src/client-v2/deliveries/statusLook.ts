/** The colour of a tag with an HTTP status. */
export function statusColor(status: number): string {
  if (status >= 500) return 'error';
  if (status >= 400) return 'warning';
  return status >= 300 ? 'default' : 'success';
}

/** The colour and text key of an execution's status, as NocoBase numbers them; unknown ones are shown as "Ended". */
export function executionLook(status: number | null): { color: string; label: string } {
  if (status === null) return { color: 'processing', label: 'Queued' };
  if (status === 0) return { color: 'processing', label: 'Running' };
  if (status === 1) return { color: 'success', label: 'Completed' };
  return status < 0 ? { color: 'error', label: 'Failed' } : { color: 'default', label: 'Ended' };
}
