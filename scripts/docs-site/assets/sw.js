// Keeps the files of the documentation, and nothing else: it opens without a network after one visit. Newer files are taken
// when the next worker is there.
const NAME = `xray-lab-docs-${'VERSION'}-${registration.scope}`;
const FILES = [/* FILES */];
const addresses = new Set(FILES.map((file) => new URL(file, registration.scope).href));

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll([...addresses].map((address) => new Request(address, { cache: 'no-cache' })))),
  );
});
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const address = `${url.origin}${url.pathname}${url.pathname.endsWith('/') ? 'index.html' : ''}`;
  if (event.request.method !== 'GET' || !addresses.has(address)) return;
  event.respondWith(caches.open(NAME).then(async (cache) => (await cache.match(address)) ?? fetch(event.request)));
});

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name !== NAME && name.startsWith('xray-lab-docs-') && name.endsWith(`-${registration.scope}`))
      await caches.delete(name);
  }
  await clients.claim();
}
