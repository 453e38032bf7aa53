import type { Application } from '@nocobase/server';
import { v7 as newId } from 'uuid';
import { accept } from '../run/accept';
import type { EndpointFollower } from '../cluster/EndpointFollower';
import { describeFault } from '../log/describe-fault';
import { countAttempts } from './count-attempts';
import type { EndpointStates } from '../endpoint/EndpointStates';
import type { EndpointRegistry } from '../endpoint/registry';
import { BodyMemory } from '../receive/BodyMemory';
import type { ReadingSteps } from './make-reading-steps';
import type { Settings } from './settings';
import { queryHider, webhookMiddleware } from '../receive/middleware';
import type { ClientAddress } from '../source/client-address';
import { requestOrigin } from '../source/request-origin';
import { addressGroup } from '../source/address-group';
import { exemptionOf } from '../source/exemption-of';
import type { RefusedAttempts } from '../source/RefusedAttempts';
import type { WiredInbox } from './wire-inbox';

// TEST-NET-1 (RFC 5737): never a real peer.
const PROBE_ADDRESS = '192.0.2.1';

/** What the receiving side is made of. */
export interface ReceiveParts {
  registry: EndpointRegistry;
  follower: EndpointFollower;
  inbox: WiredInbox;
  states: EndpointStates;
  attempts: RefusedAttempts;
  clientAddress: ClientAddress;
  prefix: string;
  settings: Settings;
  reading: ReadingSteps;
  isOpen: () => boolean;
  now: () => number;
}

/** Puts the pipeline into the application's middleware. */
export function wireReceive(app: Application, parts: ReceiveParts): void {
  const { registry, follower, inbox, states, attempts, clientAddress, prefix, settings, reading, isOpen, now } = parts;
  const { tools, telemetry } = inbox;
  const log = () => app.log.child({ module: 'webhook' });
  app.use(queryHider(prefix), {
    tag: 'webhookQuery',
    before: ['logger', 'i18n', 'errorHandler', 'extractClientIp'],
  });
  app.use(
    webhookMiddleware({
      prefix,
      newId,
      steps: {
        route: async (method, path) => {
          const route = registry.find(method, path);
          return route.found === 'nothing' && (await follower.lookForNew()) ? registry.find(method, path) : route;
        },
        ...reading,
        recordHandshake: async (exchange, response, notice) => {
          if (!notice) return void (await tools.inbox.handshake(exchange, response));
          const sealed = { ...notice, value: await app.aesEncryptor.encrypt(notice.value) };
          const from = { plain: notice.value, addressGroup: addressGroup(exchange.request.address) };
          return tools.inbox.notice(exchange, response, sealed, from);
        },
        attempts: countAttempts(attempts, { clientAddress, now, warn: (text) => app.log.warn(text) }),
        expectsHandshake: ({ workflowKey }) => states.expectsHandshake(workflowKey, now()),
        recordRefusal: (exchange, rejection) => tools.inbox.refused(exchange, rejection),
        accept: (...all) => accept(tools, ...all),
      },
      clientAddress,
      origin: (headers, { address, encrypted }) =>
        // A peer is trusted when the address that it forwards is believed.
        requestOrigin({ headers, encrypted, trusted: clientAddress(address, [PROBE_ADDRESS]) === PROBE_ADDRESS }),
      bodySource: ({ address, headers }) =>
        exemptionOf(address, headers.has('x-forwarded-for'), clientAddress) ? undefined : addressGroup(address),
      isOpen,
      bodies: { ...settings, memory: new BodyMemory(settings.bodyMemory) },
      log: {
        received: () => telemetry.received(),
        refused: (id, code, reason) => {
          telemetry.refused(code);
          log().info(`delivery ${id} refused: ${code}`, { reason });
        },
        failed: (id, error) => log().error(`delivery ${id} failed`, { fault: describeFault(error) }),
      },
    }),
    { tag: 'webhooks', after: ['errorHandler'], before: ['bodyParser'] },
  );
}
