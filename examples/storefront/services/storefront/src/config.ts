export interface Config {
  readonly port: number;
  readonly ordersUrl: string;
  readonly redisUrl: string;
  readonly basketHours: number;
  /** False while somebody has closed checkout by hand, see docs/runbooks/checkout-failing.md. */
  readonly checkoutOpen: boolean;
  readonly logLevel: string;
}

/** Reads the environment once, at start, and names everything that is missing. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const missing = ['ORDERS_URL', 'REDIS_URL'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`Missing environment variables: ${missing.join(', ')}`);
  return {
    port: Number(env.PORT ?? 8080),
    ordersUrl: String(env.ORDERS_URL),
    redisUrl: String(env.REDIS_URL),
    basketHours: Number(env.BASKET_HOURS ?? 72),
    checkoutOpen: env.CHECKOUT !== 'closed',
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
