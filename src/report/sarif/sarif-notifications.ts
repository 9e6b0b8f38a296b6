import type { Unread } from '../../types/document.ts';
import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { isGap } from '../is-gap.ts';
import { reportPlace } from '../report-place.ts';
import { pathUri, sarifMessage } from './sarif-names.ts';

const mostUnread = 500;
/** Code scanning shows no more results of a run. */
const mostShown = 5000;

export interface Omitted {
  readonly results: number;
  readonly rules: number;
}

/** What the run could not read, and what a limit left out: the file never looks complete where it is not. */
export function sarifNotifications(review: Review, omitted: Omitted): readonly unknown[] {
  const unread = review.unread.slice(0, mostUnread);
  return [
    ...unread.map(unreadNotification),
    ...leftOut('unread', review.unread.length - unread.length, 'source that could not be read is'),
    ...leftOut('rules', omitted.rules, 'check is'),
    ...leftOut('results', omitted.results, 'gap is'),
    ...shownNotification(review, omitted.results),
  ];
}

function unreadNotification({ detail, hint, reason, place }: Unread): unknown {
  const where = place && reportPlace(place);
  const location = where && {
    physicalLocation: {
      artifactLocation: { uri: pathUri(where.file), uriBaseId: '%SRCROOT%' },
      region: { startLine: where.line },
    },
  };
  return {
    descriptor: { id: `unread/${reason}` },
    level: 'warning',
    message: { text: sarifMessage([detail, hint].filter(Boolean).join(' ')) },
    ...(location ? { locations: [location] } : {}),
  };
}

function leftOut(what: string, count: number, one: string): readonly unknown[] {
  if (count <= 0) return [];
  const noun = count === 1 ? one : one.replace(/^(\w+)/u, '$1s').replace(/is$/u, 'are');
  const text = `${count} more ${noun} not in this file: a limit of code scanning was reached. The review file has all.`;
  return [{ descriptor: { id: `limit/${what}` }, level: 'warning', message: { text } }];
}

function shownNotification(review: Review, omitted: number): readonly unknown[] {
  const gaps = review.findings.filter(isGap).length;
  const more = gaps - omitted - mostShown;
  if (more <= 0) return [];
  const text = `Code scanning shows the first ${mostShown} results of a run: ${counted(more, 'more gap')} in this file.`;
  return [{ descriptor: { id: 'limit/shown' }, level: 'note', message: { text } }];
}
