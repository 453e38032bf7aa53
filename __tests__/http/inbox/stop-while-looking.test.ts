import { NAMESPACE } from '../../../src/common/constants';
import { EngineBackpressure } from '../../../src/server/inbox/worker/EngineBackpressure';
import { startApp } from '../../helpers/start-app';

describe('a stop that comes while the worker looks for room', () => {
  it('ends', async () => {
    const test = await startApp();
    const { inbox } = test.app.pm.get(NAMESPACE) as unknown as { inbox: { tools: { worker: object } } };
    const hasRoom = EngineBackpressure.prototype.hasRoom;
    let look: () => void = () => undefined;
    const looking = new Promise<void>((resolve) => (look = resolve));
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const spy = jest.spyOn(EngineBackpressure.prototype, 'hasRoom').mockImplementation(async function (
      this: EngineBackpressure,
      now,
    ) {
      // It has just found nothing to claim, and is about to sleep.
      if (Reflect.get(inbox.tools.worker, 'table') === 'caught up') {
        look();
        await gate;
      }
      return hasRoom.call(this, now);
    });
    await looking;
    let stopped = false;
    const stopping = test.app.stop().then(() => (stopped = true));
    await test.until(async () => Reflect.get(inbox.tools.worker, 'mode') === 'stopped');
    goOn();
    spy.mockRestore();
    await test.until(async () => stopped);
    await stopping;
    await test.stop();
  });
});
