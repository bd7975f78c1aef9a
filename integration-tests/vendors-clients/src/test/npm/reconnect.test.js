// The ways back to a Browserless browser that its documentation describes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { browserlessHttp, browserlessWs, post, token, upgradeStatus } from "./server.js";
import { openShop } from "./shop.js";

let shop;
before(async () => (shop = await openShop()));
after(() => shop.close());

function withToken(endpoint) {
  const url = new URL(endpoint);
  url.searchParams.set("token", token);
  return url.href;
}

test("puppeteer disconnects and comes back by Browserless.reconnect, twice", async () => {
  let browser = await puppeteer.connect({ browserWSEndpoint: browserlessWs("/", "&timeout=120000") });
  const [first] = await browser.pages();
  await first.goto(shop.url("/"));
  await first.evaluate(() => (window.visits = 1));
  for (let visits = 1; visits <= 2; visits++) {
    const [page] = await browser.pages();
    const cdp = await page.createCDPSession();
    const { error, browserWSEndpoint } = await cdp.send("Browserless.reconnect", { timeout: 30_000 });
    assert.equal(error, null);
    await browser.disconnect();
    browser = await puppeteer.connect({ browserWSEndpoint: withToken(browserWSEndpoint) });
    const [again] = await browser.pages();
    assert.equal(await again.evaluate(() => window.visits++), visits);
  }
  await browser.close();
});

test("playwright's close only drops the socket: it comes back by Browserless.reconnect", async () => {
  const browser = await chromium.connectOverCDP(browserlessWs("/"));
  const context = browser.contexts()[0];
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(shop.url("/"));
  await page.evaluate(() => (window.visits = 7));
  const cdp = await context.newCDPSession(page);
  const { browserWSEndpoint } = await cdp.send("Browserless.reconnect", { timeout: 30_000 });
  await browser.close();

  const again = await chromium.connectOverCDP(withToken(browserWSEndpoint));
  const pages = again.contexts()[0].pages();
  const shopPage = pages.find((it) => it.url() === shop.url("/"));
  assert.equal(await shopPage.evaluate(() => window.visits), 7);
  await again.close();
});

test("without a reconnect the browser is gone after the disconnect", async () => {
  const browser = await puppeteer.connect({ browserWSEndpoint: browserlessWs("/chromium") });
  const [page] = await browser.pages();
  await page.goto(shop.url("/login"));
  await browser.disconnect();

  const another = await puppeteer.connect({ browserWSEndpoint: browserlessWs("/chromium") });
  const [fresh] = await another.pages();
  await fresh.goto(shop.url("/account"));
  assert.equal(await fresh.title(), "nobody");
  await another.close();
});

test("a session's process stays for processKeepAlive, and its pages with it", async () => {
  const created = await (await post("/session", { ttl: 120_000, processKeepAlive: 60_000 })).json();
  const browser = await puppeteer.connect({ browserWSEndpoint: created.connect });
  const page = await browser.newPage();
  await page.goto(shop.url("/"));
  await page.evaluate(() => (window.basket = "a pen"));
  await browser.disconnect();

  const again = await puppeteer.connect({ browserWSEndpoint: created.connect });
  const baskets = await Promise.all((await again.pages()).map((it) => it.evaluate(() => window.basket)));
  assert.ok(baskets.includes("a pen"), `baskets: ${baskets}`);
  await again.disconnect();
  assert.equal((await fetch(`${created.stop}&force=true`, { method: "DELETE" })).ok, true);
});

test("without processKeepAlive a session comes back with its cookies, but in another process", async () => {
  const created = await (await post("/session", { ttl: 120_000, processKeepAlive: 0 })).json();
  const browser = await puppeteer.connect({ browserWSEndpoint: created.connect });
  const page = await browser.newPage();
  await page.goto(shop.url("/login"));
  await page.evaluate(() => (window.basket = "a pen"));
  await browser.disconnect();

  const again = await chromium.connectOverCDP(created.connect);
  const context = again.contexts()[0];
  const baskets = await Promise.all(context.pages().map((it) => it.evaluate(() => window.basket)));
  assert.ok(!baskets.includes("a pen"), `baskets: ${baskets}`);
  const account = await context.newPage();
  await account.goto(shop.url("/account"));
  assert.equal(await account.title(), "visitor=alice");
  await again.close();

  assert.equal((await fetch(created.stop, { method: "DELETE" })).ok, true);
  const refused = await upgradeStatus(created.connect);
  assert.ok([400, 404].includes(refused), `an upgrade to a stopped session: ${refused}`);
});

test("playwright connects to the HTTP address as well", async () => {
  const version = await (await fetch(browserlessHttp("/json/version"))).json();
  assert.match(version.Browser, /Chrom/);
  const browser = await chromium.connectOverCDP(browserlessHttp("/"));
  assert.match(browser.version(), /^\d+\./);
  await browser.close();
});
