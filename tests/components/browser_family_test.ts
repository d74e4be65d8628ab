import assert from "node:assert/strict";
import {
  type BrowserFamily,
  browserFamily,
  type SystemFamily,
  systemFamily,
} from "../../components/browser_family.ts";

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

/** As they call themselves. */
const TABLE: [userAgent: string, touch: number, browser: BrowserFamily, system: SystemFamily][] = [
  [`${MAC} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 0, "chromium", "mac"],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    10,
    "chromium",
    "windows",
  ],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`,
    0,
    "chromium",
    "linux",
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`,
    5,
    "chromium-android",
    "android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", 0, "firefox", "linux"],
  [
    "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    5,
    "firefox-android",
    "android",
  ],
  [
    `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
    0,
    "safari",
    "mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
    5,
    "safari-ios",
    "ios",
  ],
  [
    `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
    5,
    "safari-ios",
    "ios",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1",
    5,
    "ios",
    "ios",
  ],
];

for (const [userAgent, maxTouchPoints, browser, system] of TABLE) {
  Deno.test(`${browser} on ${system} is known by how it calls itself`, () => {
    assert.equal(browserFamily({ userAgent, maxTouchPoints }), browser);
    assert.equal(systemFamily({ userAgent, maxTouchPoints }), system);
  });
}
