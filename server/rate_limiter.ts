/** A token bucket: a steady rate with room for a burst. Time is an argument. */
export interface RateLimit {
  /** Tokens that come back in a second. */
  perSecond: number;
  /** How many there are at most, and at first. */
  burst: number;
}

/** Changed in place by {@link takeTokens}: it is asked for every frame, and must not make garbage. */
export interface TokenBucket {
  tokens: number;
  /** When `tokens` was true, in milliseconds. */
  at: number;
}

export function fullBucket(limit: RateLimit, now: number): TokenBucket {
  return { tokens: limit.burst, at: now };
}

/** How many tokens there are by now. */
export function tokensOf(bucket: TokenBucket, limit: RateLimit, now: number): number {
  // A clock that is set back must not take away what was there.
  const elapsed = Math.max(0, now - bucket.at);
  return Math.min(limit.burst, bucket.tokens + (elapsed * limit.perSecond) / 1000);
}

/** Takes `cost` tokens out of the bucket; `false`, and nothing is taken, if there are fewer. */
export function takeTokens(
  bucket: TokenBucket,
  limit: RateLimit,
  cost: number,
  now: number,
): boolean {
  const tokens = tokensOf(bucket, limit, now);
  bucket.at = now;
  if (tokens < cost) {
    bucket.tokens = tokens;
    return false;
  }
  bucket.tokens = tokens - cost;
  return true;
}
