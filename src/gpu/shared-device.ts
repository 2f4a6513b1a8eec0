import { GpuDevice } from './gpu-device.ts';

/** The device that engines get. Browsers allow a page 8 to 16 contexts, so all engines share one. */
let current: GpuDevice | null = null;

/** How many use each device: engines may still hold one that was lost when others have got the next. */
const users = new Map<GpuDevice, number>();

/**
 * The page's device; a new one when the last was lost.
 * @throws XrayError `engine-unavailable`
 */
export function acquireDevice(): GpuDevice {
  if (!current?.isUsable) {
    current = null;
    current = new GpuDevice();
  }
  users.set(current, usersOf(current) + 1);
  return current;
}

/** Gives back what {@link acquireDevice} gave; the last one frees it. */
export function releaseDevice(device: GpuDevice): void {
  const left = usersOf(device) - 1;
  if (left > 0) {
    users.set(device, left);
    return;
  }
  users.delete(device);
  if (current === device) current = null;
  device.dispose();
}

/** How many engines use the shared context; 0 when there is none. For tests and diagnostics. */
export function deviceUsers(): number {
  return current ? usersOf(current) : 0;
}

function usersOf(device: GpuDevice): number {
  return users.get(device) ?? 0;
}
