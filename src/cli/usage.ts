import { FORMAT_NAMES } from '../decode/source/formats.ts';

/** What `--help` prints. */
export const USAGE = `Usage: xray-lab [options] FILE|FOLDER…
       xray-lab merge [-o DIR] DIR…

Processes X-ray images (${FORMAT_NAMES.join(', ')}) in five stages, with the bytes of the page and of OpenCV,
on the processor, all cores. Folders are searched.

  -o, --output DIR      where results go (xray-lab-results)
      --zip             as ZIP files instead of single ones
      --stages A,B      only these: original, grayscale, enhanced, blurred, edges, stored (all)
      --params P        FILE.json (a manifest serves) or group.name=value, as blur.sigma=2; repeatable
      --frames F        of files of several: all, or 0,2-5 (the first)
  -j, --jobs N          films at a time (one a core)
      --shard I/N       every N-th file from the I-th, for one of N machines
      --resume          leaves out what is done, proved by the digests in DIR
      --json            one line of JSON for each thing that happens
  -q, --quiet           errors only
      --version, --help

merge makes one folder of the results of shards, and proves that nothing is missing or twice.

Exit code: 0 all done; 1 some failed, each named on the standard error; 2 wrong usage,
or no images there: nothing was done; 128 + signal when it was interrupted.
`;
