// A shop on this machine whose visitors can log in and out.
import { createServer } from "node:http";

const PAGES = {
  "/": "<title>Shop</title><h1>Shop</h1>",
  "/account": "<title>Account</title><script>document.title = document.cookie || 'nobody'</script>",
  // Says goodbye first, and after a while goes back to the shop by itself.
  "/logout": "<title>Goodbye</title><script>setTimeout(() => location.assign('/'), 2000)</script>",
};

export async function openShop() {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (request.url === "/login") {
      response.setHeader("Set-Cookie", "visitor=alice; Max-Age=600");
    }
    response.end(PAGES[request.url] ?? PAGES["/"]);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}${path}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
