import { playRows } from './play-rows.ts';

playRows(1);
