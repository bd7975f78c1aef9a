// What Browserbase's page on keep-alive and timeouts shows, with the vendor's own client, and the reconnects that it describes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Browserbase from "@browserbasehq/sdk";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { until, upgradeStatus } from "./server.js";
import { openShop } from "./shop.js";

const projectId = process.env.BROWSERBASE_PROJECT_ID;
const bb = new Browserbase({ apiKey: process.env.BROWSERBASE_API_KEY, maxRetries: 0 });
const status = async (id) => (await bb.sessions.retrieve(id)).status;
const seconds = (session) => Math.round((Date.parse(session.expiresAt) - Date.parse(session.createdAt)) / 1000);
const release = (id) => bb.sessions.update(id, { status: "REQUEST_RELEASE", projectId });

let shop;
before(async () => (shop = await openShop()));
after(() => shop.close());

async function endsAs(id, expected) {
  assert.equal(await until(`${id} is over`, async () => {
    const now = await status(id);
    return now !== "RUNNING" && now;
  }), expected);
}

test("a session with keep-alive and a timeout of its own is released", async () => {
  const session = await bb.sessions.create({ projectId, keepAlive: true, timeout: 3600 });
  assert.equal(session.keepAlive, true);
  assert.equal(session.projectId, projectId);
  assert.equal(seconds(session), 3600);
  assert.equal(await status(session.id), "RUNNING");

  const updated = await release(session.id);
  assert.equal(updated.id, session.id);
  await endsAs(session.id, "COMPLETED");
});

test("a session that is kept alive is connected to again by the same URL, until it is released", async () => {
  const session = await bb.sessions.create({ projectId, keepAlive: true });
  const first = await puppeteer.connect({ browserWSEndpoint: session.connectUrl });
  const [page] = await first.pages();
  await page.goto(shop.url("/login"));
  await page.evaluate(() => (window.basket = "a pen"));
  await first.disconnect();

  const second = await chromium.connectOverCDP(session.connectUrl);
  const [samePage] = second.contexts()[0].pages();
  assert.equal(samePage.url(), shop.url("/login"));
  assert.equal(await samePage.evaluate(() => window.basket), "a pen");
  await second.close();

  const third = await puppeteer.connect({ browserWSEndpoint: session.connectUrl });
  const [stillTheSame] = await third.pages();
  assert.equal(await stillTheSame.evaluate(() => window.basket + ", " + document.cookie), "a pen, visitor=alice");
  assert.equal(await status(session.id), "RUNNING");
  await release(session.id);

  await until("the client is disconnected", () => !third.connected);
  await endsAs(session.id, "COMPLETED");
  const refused = await upgradeStatus(session.connectUrl);
  assert.ok(refused >= 400 && refused < 500, `an upgrade to a session that is over: ${refused}`);
});

test("without keep-alive a session ends at the disconnect, its timeout notwithstanding", async () => {
  const session = await bb.sessions.create({ projectId, timeout: 3600 });
  assert.equal(seconds(session), 3600);
  assert.equal(session.keepAlive, false);
  const browser = await chromium.connectOverCDP(session.connectUrl);
  const [page] = browser.contexts()[0].pages();
  await page.goto(shop.url("/"));
  assert.equal(await page.title(), "Shop");
  assert.equal(await status(session.id), "RUNNING");

  await browser.close();
  await endsAs(session.id, "COMPLETED");
});

test("a timeout is understood in each way in which the client sends one", async () => {
  // An argument with nothing but a timeout is taken by the client for its own time limit, in ms: it sends no timeout.
  for (const [fields, expected] of [[{ timeout: 3600 }, 300], [{ api_timeout: 3600 }, 3600], [{}, 300]]) {
    const session = await bb.sessions.create(fields, ...(fields.timeout ? [] : [{}]));
    assert.equal(seconds(session), expected, JSON.stringify(fields));
    await release(session.id);
  }
});

test("without keep-alive it is the last client whose disconnect ends a session", async () => {
  const session = await bb.sessions.create({ projectId });
  const one = await puppeteer.connect({ browserWSEndpoint: session.connectUrl });
  const two = await chromium.connectOverCDP(session.connectUrl);
  await two.close();
  assert.match(await one.version(), /Chrom/);
  assert.equal(await status(session.id), "RUNNING");

  await one.disconnect();
  await endsAs(session.id, "COMPLETED");
});

test("puppeteer's close ends the browser, and so the session, be it kept alive or not", async () => {
  const session = await bb.sessions.create({ projectId, keepAlive: true });
  const browser = await puppeteer.connect({ browserWSEndpoint: session.connectUrl });
  await browser.close();
  await endsAs(session.id, "COMPLETED");
});

test("the client's other calls of a session", async () => {
  const session = await bb.sessions.create({ projectId, userMetadata: { order: { status: "shipped" } } });
  const q = "user_metadata['order']['status']:'shipped'";
  const found = await bb.sessions.list({ status: "RUNNING", q });
  assert.deepEqual(found.map(({ id }) => id), [session.id]);
  assert.deepEqual(found[0].userMetadata, { order: { status: "shipped" } });
  assert.deepEqual(await bb.sessions.list({ status: "COMPLETED", q }), []);

  const retrieved = await bb.sessions.retrieve(session.id);
  assert.equal(retrieved.connectUrl, session.connectUrl);
  const live = await bb.sessions.debug(session.id);
  assert.equal((await fetch(live.debuggerFullscreenUrl)).status, 200);
  assert.equal(live.pages.length, 1);

  const project = await bb.projects.retrieve(projectId);
  assert.equal(project.concurrency, 4);
  assert.equal(project.defaultTimeout, 300);
  assert.ok((await bb.projects.list()).some(({ id }) => id === projectId));
  assert.ok((await bb.projects.usage(projectId)).browserMinutes >= 1);
  await release(session.id);
});

test("what is refused becomes the client's own errors", async () => {
  await assert.rejects(bb.sessions.create({ projectId, timeout: 10 }), Browserbase.BadRequestError);
  await assert.rejects(bb.sessions.retrieve("00000000-0000-4000-8000-000000000000"), Browserbase.NotFoundError);
  const stranger = new Browserbase({ apiKey: "wrong", maxRetries: 0 });
  await assert.rejects(stranger.sessions.list(), Browserbase.AuthenticationError);

  const four = await Promise.all([1, 2, 3, 4].map(() => bb.sessions.create({ projectId })));
  await assert.rejects(bb.sessions.create({ projectId }), (error) => {
    assert.ok(error instanceof Browserbase.RateLimitError, String(error));
    return /\(limit 4, currently 4\)/.test(error.message);
  });
  await Promise.all(four.map(({ id }) => release(id)));
});
