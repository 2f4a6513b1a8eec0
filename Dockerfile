# The page behind nginx, as a user without rights, on port 8080:
#   docker build -t xray-lab . && docker run --rm --read-only --tmpfs /tmp -p 8080:8080 xray-lab
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# The command line, with the folder of now as /data:
#   docker build --target cli -t xray-lab-cli . && docker run --rm --network none -v "$PWD:/data" xray-lab-cli films/
FROM node:22-alpine AS cli
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY --from=build /build/dist ./dist
RUN chmod +x dist/cli/xray-lab.js && ln -s /app/dist/cli/xray-lab.js /usr/local/bin/xray-lab
USER node
WORKDIR /data
ENTRYPOINT ["xray-lab"]

FROM nginx:1.28-alpine
COPY deploy/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /build/dist/site /usr/share/nginx/html
COPY --from=build /build/dist/docs /usr/share/nginx/html/docs
USER nginx
EXPOSE 8080
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/ || exit 1
CMD ["nginx", "-g", "daemon off;"]
