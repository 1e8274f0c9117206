# What the scripts of this folder share: where things are, the JDK, the build. Sourced, not run.
# shellcheck shell=bash

home=$(CDPATH='' cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bench=$home/bench
jdk=$("$home/antiphon" --java-home)

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# Builds this module and what it needs, if a source in the given folders is newer than the last build.
build() {
  local stamp=$bench/target/antiphon/built log=$bench/target/build.log
  if [ -f "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -print 2>/dev/null | head -n 1)" ]; then
    return
  fi
  say "building (log in $log) …"
  mkdir -p "$bench/target/antiphon"
  : >"$bench/target/begun"
  if ! (cd "$home" && JAVA_HOME=$jdk "$(maven)" -B -DskipTests -Dantiphon.quick -pl bench -am package) \
    >"$log" 2>&1 </dev/null; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
    fail "the build failed; the whole log is $log"
  fi
  mv "$bench/target/begun" "$stamp"
}

maven() {
  if [ -x "$home/mvnw" ]; then
    printf '%s\n' "$home/mvnw"
  else
    command -v mvn || fail "needs Maven to build and found no mvn in the PATH"
  fi
}

# The load generator and whatever it starts: its own sources are all that counts.
build_load() {
  build "$bench/pom.xml" "$bench/src/main"
}

build_all() {
  build "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main
}

# Becomes a program of this module.
run_java() {
  exec "$jdk/bin/java" -XX:+UseSerialGC -Xmx2g -cp "$bench/target/antiphon/lib/*" "$@"
}

# --- servers ---------------------------------------------------------------------------------------------------------

servers=()
scratch=

# A folder for data on the disk that the sources lie on (the system's own temporary folder may be memory).
make_scratch() {
  mkdir -p "$bench/target"
  scratch=$(mktemp -d "$bench/target/run.XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT TERM
}

clean_up() {
  local pid
  for pid in ${servers[@]+"${servers[@]}"}; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  [ -z "$scratch" ] || rm -rf "$scratch"
}

# Waits until a line of a log matches, as long as the process lives.
await_line() {
  local pid=$1 log=$2 pattern=$3 tries
  for ((tries = 0; tries < 1200; tries++)); do
    ! grep -qE "$pattern" "$log" || return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$log" >&2
  fail "a server did not start"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

# Starts our packaged server on a durable folder; sets antiphon_pid and antiphon_url.
start_antiphon() {
  "$home/antiphon" version >&2 # builds what is not built, out of the measured time
  "$home/antiphon" start --port 0 --data-dir "$scratch/data" >"$scratch/antiphon.log" 2>&1 &
  antiphon_pid=$!
  servers+=("$antiphon_pid")
  await_line "$antiphon_pid" "$scratch/antiphon.log" '^Ready\.$'
  antiphon_url=$(sed -n 's/.* is listening on \(http[^ ,]*\).*/\1/p' "$scratch/antiphon.log" | head -n 1)
}

# Starts ElasticMQ as it comes: in memory, the JVM's defaults; sets elasticmq_pid and elasticmq_url.
start_elasticmq() {
  local port lib=$bench/target/elasticmq
  if [ ! -d "$lib" ]; then
    say "fetching ElasticMQ …"
    (JAVA_HOME=$jdk "$(maven)" -q -B -f "$bench/elasticmq/pom.xml" package) >"$bench/target/elasticmq.log" 2>&1 ||
      fail "ElasticMQ could not be fetched; the log is $bench/target/elasticmq.log"
  fi
  port=$(free_port)
  "$jdk/bin/java" -Drest-sqs.bind-hostname=127.0.0.1 -Drest-sqs.bind-port="$port" -Dnode-address.port="$port" \
    -Drest-stats.enabled=false -cp "$lib/*" org.elasticmq.server.Main >"$scratch/elasticmq.log" 2>&1 &
  elasticmq_pid=$!
  servers+=("$elasticmq_pid")
  await_line "$elasticmq_pid" "$scratch/elasticmq.log" 'ElasticMQ server .* started'
  elasticmq_url=http://127.0.0.1:$port
}

# --- the machine -----------------------------------------------------------------------------------------------------

# What the figures hold for, as Markdown.
describe_machine() {
  local model=unknown memory=unknown sync=unknown file
  if [ -r /proc/cpuinfo ]; then
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
    memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)
  fi
  file=$(mktemp "$bench/target/sync.XXXXXX")
  if dd if=/dev/zero of="$file" bs=4k count=500 oflag=dsync 2>"$file.log"; then
    sync=$(awk '/copied/ { for (i = 1; i < NF; i++) if ($(i + 1) ~ /^s,?$/) printf "%.2f ms", $i * 1000 / 500 }' "$file.log")
  fi
  rm -f "$file" "$file.log"
  printf '%s, %s cores (%s), %s memory, %s; JDK %s; disk: %s, a synced write of 4 KiB takes %s on average; load before: %s.\n' \
    "$(date -u +%F)" "$(getconf _NPROCESSORS_ONLN)" "$model" "$memory" "$(uname -sr)" \
    "$("$jdk/bin/java" -version 2>&1 | sed -n 's/.*Runtime Environment[^(]*(build \([^)]*\)).*/\1/p')" \
    "$(df -PT "$bench" 2>/dev/null | awk 'NR == 2 { print $2 }')" "$sync" \
    "$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)"
}
