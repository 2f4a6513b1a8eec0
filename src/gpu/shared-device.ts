import { GpuDevice } from './gpu-device.ts';

/** Browsers allow a page 8 to 16 contexts, so all engines share one. */
let shared: { readonly device: GpuDevice; users: number } | null = null;

/**
 * The page's device; a new one when the last was lost.
 * @throws XrayError `engine-unavailable`
 */
export function acquireDevice(): GpuDevice {
  if (shared && !shared.device.isUsable) shared = null;
  shared ??= { device: new GpuDevice(), users: 0 };
  shared.users++;
  return shared.device;
}

/** Gives back what {@link acquireDevice} gave; the last one frees it. */
export function releaseDevice(device: GpuDevice): void {
  if (shared?.device !== device) {
    device.dispose();
    return;
  }
  shared.users--;
  if (shared.users === 0) {
    shared = null;
    device.dispose();
  }
}

/** How many engines use the shared context; 0 when there is none. For tests and diagnostics. */
export function deviceUsers(): number {
  return shared?.users ?? 0;
}
