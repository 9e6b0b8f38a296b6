import { holdSchedules } from './hold-schedules.ts';

holdSchedules(1, 2);
