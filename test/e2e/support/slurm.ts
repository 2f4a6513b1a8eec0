import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A cluster of this machine alone. */
export interface Cluster {
  /** What `sbatch` and the like find it by. */
  readonly env: Readonly<Record<string, string>>;
  end(): void;
}

const DAEMONS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'srun'];
const PATH = `${process.env.PATH ?? ''}${delimiter}/usr/sbin`;

/** Looks this often, 100 ms apart, whether it is ready. */
const LOOKS = 300;

/** Starts Slurm in a folder of its own; null where it is not installed, or does not start. */
export async function startSlurm(folder: string): Promise<Cluster | null> {
  const missing = DAEMONS.find((name) => spawnSync('which', [name], { env: { PATH } }).status !== 0);
  if (missing || process.getuid?.() !== 0) return null;
  for (const name of ['munge', 'run', 'state', 'spool']) mkdirSync(join(folder, name), { recursive: true });
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('munge/key'), Buffer.alloc(128, 7), { mode: 0o600 });
  writeFileSync(at('slurm.conf'), await configuration(at));
  const env = { ...process.env, PATH, SLURM_CONF: at('slurm.conf') } as Record<string, string>;
  const munge = [
    'key-file=munge/key',
    'socket=run/munge',
    'pid-file=munge/pid',
    'log-file=munge/log',
    'seed-file=munge/seed',
  ];
  const started: ChildProcess[] = [];
  const start = (name: string, ...typed: string[]): void => {
    const daemon = spawn(name, typed, { cwd: folder, env, stdio: 'ignore' });
    daemon.on('error', () => undefined);
    started.push(daemon);
  };
  const end = (): void => {
    for (const daemon of started.reverse()) daemon.kill('SIGTERM');
  };
  const own = munge.map((each) => `--${each.replace('=', `=${folder}/`)}`);
  start('munged', '--foreground', '--force', ...own);
  start('slurmctld', '-D', '-f', at('slurm.conf'));
  start('slurmd', '-D', '-f', at('slurm.conf'));
  for (let look = 0; look < LOOKS; look++) {
    const { stdout } = spawnSync('sinfo', ['-h', '-o', '%t'], { env, encoding: 'utf8' });
    if (stdout.trim() === 'idle') return { env, end };
    await sleep(100);
  }
  end();
  return null;
}

/** More processors and memory than there are, so that all jobs run at once. */
async function configuration(at: (name: string) => string): Promise<string> {
  const [control, node] = await freePorts(2);
  return `ClusterName=small
SlurmctldHost=${hostname()}(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=${at('run/munge')}
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
SlurmctldPort=${control}
SlurmdPort=${node}
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=80 RealMemory=200000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** Ports that nobody has, at this moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  for (const server of servers) server.close();
  return ports;
}
