/** How often work is begun when engines are lost under it: a file, and results that are computed again to be given out. */
export const ENGINE_ATTEMPTS = 2;

/** How long a GPU that was lost is left alone, in milliseconds: drivers take seconds to come back. */
export const GPU_REST_MS = 10_000;

/** A GPU that was lost so often is not tried again. */
export const MOST_GPU_LOSSES = 2;

/** How often the image on show is opened again within {@link REOPENING_MS} milliseconds when its engines are lost. */
export const MOST_REOPENINGS = 3;
export const REOPENING_MS = 10_000;
