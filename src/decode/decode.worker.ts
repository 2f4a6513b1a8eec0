import { serveTasks } from '../worker/serve-tasks.ts';
import { decodeTasks } from './decode-tasks.ts';

serveTasks(decodeTasks);
