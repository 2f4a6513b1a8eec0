import { serveTasks } from '../../worker/serve-tasks.ts';
import { createCpuTasks } from './cpu-tasks.ts';

serveTasks(createCpuTasks());
