import { serveTasks } from '../worker/serve-tasks.ts';
import { dicomTasks } from './dicom-tasks.ts';

serveTasks(dicomTasks);
