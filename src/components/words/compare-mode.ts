/** How many images are looked at, and how: one, two beside each other, or one over the other up to a divider. */
export const COMPARE_MODES = ['single', 'side', 'divider'] as const;

export type CompareMode = (typeof COMPARE_MODES)[number];
