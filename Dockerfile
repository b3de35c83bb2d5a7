FROM golang:1.26-trixie AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm
WORKDIR /src
COPY . .
RUN make build

FROM debian:trixie-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data triptych && install -d -o triptych /data /data/backups
COPY --from=build /src/bin/triptych /usr/local/bin/triptych
USER triptych
WORKDIR /data
VOLUME /data
EXPOSE 8080 9187
STOPSIGNAL SIGTERM
# Settings come from the environment: TRIPTYCH_HOST=triptych.example.org for --host.
ENV TRIPTYCH_ADDR=0.0.0.0:8080 TRIPTYCH_DB=/data/triptych.db TRIPTYCH_METRICS=0.0.0.0:9187 TRIPTYCH_BACKUP=/data/backups TRIPTYCH_LOG=json
ENTRYPOINT ["triptych"]
CMD ["serve"]
