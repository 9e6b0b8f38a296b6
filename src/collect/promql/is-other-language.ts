/** Words of MetricsQL, which VictoriaMetrics reads where others read PromQL. */
const METRICSQL =
  /\b(?:keep_metric_names|default|ifnot|if|limit|WITH|union|alias|range_\w+|rollup\w*|histogram_share|interpolate)\b/i;
/** LogQL pipes log lines through filters; PromQL has no bar. */
const PIPE = /\|/;
/** A call, outside of the words that PromQL writes before a bracket. */
const CALL = /\b([A-Za-z_]\w*)\s{0,20}\(/g;
const WORDS_BEFORE_BRACKETS = new Set(
  'by without on ignoring group_left group_right and or unless bool offset fill fill_left fill_right'.split(' '),
);
const AGGREGATIONS = new Set(
  'sum avg min max count count_values group quantile topk bottomk stddev stdvar limitk limit_ratio'.split(' '),
);
const FUNCTIONS = new Set(
  [
    'abs absent absent_over_time acos acosh asin asinh atan atanh avg_over_time ceil changes clamp clamp_max clamp_min',
    'cos cosh count_over_time day_of_month day_of_week day_of_year days_in_month deg delta deriv exp first_over_time',
    'floor histogram_avg histogram_count histogram_fraction histogram_quantile histogram_stddev histogram_stdvar',
    'histogram_sum hour idelta increase info irate label_join label_replace last_over_time ln log10 log2 mad_over_time',
    'max_over_time min_over_time minute month pi predict_linear present_over_time quantile_over_time rad rate resets',
    'round scalar sgn sin sinh sort sort_by_label sort_by_label_desc sort_desc sqrt stddev_over_time stdvar_over_time',
    'sum_over_time tan tanh time timestamp vector year',
  ].flatMap((line) => line.split(' ')),
);

/** Whether what PromQL refuses may be right in a language that looks like it, or in a newer or older PromQL. */
export function isOtherLanguage(text: string): boolean {
  const bare = withoutStrings(text);
  if (PIPE.test(bare) || METRICSQL.test(bare)) return true;
  return [...bare.matchAll(CALL)].some(([, name = '']) => {
    const word = name.toLowerCase();
    return !WORDS_BEFORE_BRACKETS.has(word) && !AGGREGATIONS.has(word) && !FUNCTIONS.has(name);
  });
}

function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, '""').replace(/#[^\n]*/g, '');
}
