import { fileMany, type Load } from '../test/issues/file-many.ts';

/** Prints what it costs to file a thousand gaps among twelve thousand issues. */
const loads: readonly (Load & { readonly name: string })[] = [
  { name: '1,000 gaps, 12,000 issues of others', gaps: 1_000, foreign: 12_000, perHour: 100 },
  { name: '10 gaps, 10,100 other issues by the same account', gaps: 10, foreign: 0, own: 10_100, perHour: 100 },
];

for (const { name, ...load } of loads) {
  const { runs, issues, titles, hours, complaints } = await fileMany(load);
  console.log(`${name}, ${load.perHour} creations an hour`);
  for (const [index, { reads, writes, created, minutes, warnings }] of runs.entries()) {
    const said = warnings.length > 0 ? `: ${warnings.join(' ')}` : '';
    console.log(`  run ${index + 1}: ${reads} reads, ${writes} writes, ${created} created, ${minutes} minutes${said}`);
  }
  const requests = runs.reduce((sum, { reads, writes }) => sum + reads + writes, 0);
  console.log(`  in all: ${requests} requests, ${issues} issues of ${titles} titles, ${hours} hours`);
  for (const complaint of complaints) console.log(`  GitHub complains: ${complaint}`);
}
