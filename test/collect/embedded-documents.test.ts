import { describe, expect, it } from 'vitest';
import { embeddedDocuments } from '../../src/collect/embedded-documents.ts';
import { documentsOf } from '../model/model-of.ts';

const encoded = Buffer.from('route: { receiver: a }\nreceivers: []').toString('base64');

describe('documents inside ConfigMaps and Secrets', () => {
  it.each([
    ['a rule file', 'kind: ConfigMap\ndata:\n  rules.yml: |\n    groups: []\n', { groups: [] }, 4],
    [
      'a dashboard on one line',
      `kind: ConfigMap\ndata:\n  a.json: '{"title":"A","panels":[]}'\n`,
      { title: 'A', panels: [] },
      3,
    ],
    ['a Secret in plain text', 'kind: Secret\nstringData:\n  alertmanager.yaml: |\n    route: {}\n', { route: {} }, 4],
    [
      'an encoded Alertmanager',
      `kind: Secret\ndata:\n  alertmanager.yaml: ${encoded}\n`,
      { route: { receiver: 'a' }, receivers: [] },
      3,
    ],
    [
      'jobs of Prometheus',
      'kind: ConfigMap\ndata:\n  prometheus.yml: |\n    scrape_configs: []\n',
      { scrape_configs: [] },
      4,
    ],
    ['a list of jobs', 'kind: Secret\nstringData:\n  jobs.yaml: |\n    - job_name: a\n', [{ job_name: 'a' }], 4],
    ['jobs in values of a chart', 'server: {}\nextraScrapeConfigs: |\n  - job_name: a\n', [{ job_name: 'a' }], 3],
  ])('reads %s', (_, text, data, line) => {
    const [inner] = embeddedDocuments(documentsOf('a.yaml', text));
    expect(inner?.data).toEqual(data);
    expect(inner?.locate('')).toMatchObject({ file: 'a.yaml', line, exact: false });
  });

  it.each([
    ['other files', 'kind: ConfigMap\ndata: { app.yaml: "port: 80" }'],
    ['files of other names', 'kind: ConfigMap\ndata: { run.sh: "groups: []" }'],
    ['secrets of others', `kind: Secret\ndata: { other.yaml: ${encoded} }`],
    ['broken text', 'kind: ConfigMap\ndata: { rules.yml: "groups: [" }'],
    ['no texts', 'kind: ConfigMap\ndata: { rules.yml: 5 }'],
    ['values that are no jobs', 'extraScrapeConfigs: "port: 80"'],
    ['other kinds', 'kind: Other\ndata: { rules.yml: "groups: []" }'],
  ])('passes over %s', (_, text) => {
    expect(embeddedDocuments(documentsOf('a.yaml', text))).toEqual([]);
  });

  it('hands on its set, and what may change it', () => {
    const touched = [{ pointer: '/data', by: 'patch.yaml' }];
    const outer = documentsOf('a.yaml', 'kind: ConfigMap\ndata: { rules.yml: "groups: []" }', {
      set: 'helm:a',
      touched,
    });
    expect(embeddedDocuments(outer)).toMatchObject([{ set: 'helm:a', touched: [{ pointer: '', by: 'patch.yaml' }] }]);
  });
});
