import type { Acknowledgement } from '../../common/providers';
import type { HttpResponse } from '../model/request';
import { emptyResponse, jsonResponse, textResponse, xmlResponse } from './responses';

/** Makes the response that a provider expects for each verified event, from its description as data. */
export function compileAcknowledgement(data: Acknowledgement): HttpResponse {
  if ('text' in data) return textResponse(data.text);
  if ('json' in data) return jsonResponse(data.json);
  return 'xml' in data ? xmlResponse(data.xml) : emptyResponse(data.empty);
}
