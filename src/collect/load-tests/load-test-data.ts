/** What a load test says of itself: `data` of its document. */
export interface LoadTestData {
  readonly tool: 'k6' | 'locust' | 'gatling' | 'jmeter' | 'artillery';
  /** How many criteria decide whether a run passed; null where that cannot be told. */
  readonly criteria: number | null;
  /** The most users or requests per second that it drives; absent where that cannot be told. */
  readonly peak?: number;
  readonly durationSeconds?: number;
}
