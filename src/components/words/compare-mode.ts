/**
 * How many images are looked at, and how: one, two beside each other, one over the other up to a divider that stands or lies, one
 * and the other in turn, or what they differ by.
 */
export const COMPARE_MODES = ['single', 'side', 'divider', 'across', 'blink', 'difference'] as const;

export type CompareMode = (typeof COMPARE_MODES)[number];
