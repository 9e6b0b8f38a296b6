import { Redis } from 'ioredis';

export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
  readonly priceCents: number;
}

/** Baskets live in Redis only, until they are checked out or expire. */
export class Baskets {
  readonly #redis: Redis;
  readonly #ttlSeconds: number;

  constructor(url: string, hours: number) {
    this.#redis = new Redis(url, {
      connectTimeout: 1_000,
      commandTimeout: 250,
      maxRetriesPerRequest: 1,
      retryStrategy: (attempt) => Math.min(2 ** attempt * 50, 2_000) * (0.5 + Math.random() / 2),
    });
    this.#ttlSeconds = hours * 3_600;
  }

  async lines(shopper: string): Promise<readonly BasketLine[]> {
    const stored = await this.#redis.hvals(key(shopper));
    return stored.map((line) => JSON.parse(line) as BasketLine);
  }

  async put(shopper: string, line: BasketLine): Promise<void> {
    await this.#redis
      .multi()
      .hset(key(shopper), line.sku, JSON.stringify(line))
      .expire(key(shopper), this.#ttlSeconds)
      .exec();
  }

  async clear(shopper: string): Promise<void> {
    await this.#redis.del(key(shopper));
  }

  async isReachable(): Promise<boolean> {
    try {
      return (await this.#redis.ping()) === 'PONG';
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#redis.quit();
  }
}

function key(shopper: string): string {
  return `basket:${shopper}`;
}
