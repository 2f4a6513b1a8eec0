import { serveTasks } from '../../worker/serve-tasks.ts';
import { exportTasks } from './export-tasks.ts';

serveTasks(exportTasks);
