#!/bin/sh
# A Neo4j Community server without Docker: its jars by Maven, everything in one folder.
#
#   deploy/neo4j.sh FOLDER [PORT]     then: linkatlas load --neo4j bolt://127.0.0.1:7687
#
# Needs Java 17 or later and Maven. The password is read from LINKATLAS_NEO4J__PASSWORD, and set at the first start.
set -eu

folder=${1:?"a folder for the server: deploy/neo4j.sh FOLDER [PORT]"}
port=${2:-7687}
: "${LINKATLAS_NEO4J__PASSWORD:?"set LINKATLAS_NEO4J__PASSWORD (eight characters or more)"}"
version=5.26.30

mkdir -p "$folder/conf"
folder=$(cd "$folder" && pwd)

if [ ! -e "$folder/lib/complete" ]; then
  cat > "$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>linkatlas</groupId><artifactId>neo4j</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>$version</version>
  </dependency></dependencies>
</project>
POM
  mvn -q -B -f "$folder/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$folder/lib"
  touch "$folder/lib/complete"
fi

cat > "$folder/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
CONF

export NEO4J_HOME="$folder" NEO4J_CONF="$folder/conf"
if [ ! -d "$folder/data/databases" ]; then
  java -cp "$folder/lib/*" org.neo4j.cli.AdminTool dbms set-initial-password "$LINKATLAS_NEO4J__PASSWORD"
fi
exec java -Xmx512m \
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  -cp "$folder/lib/*" org.neo4j.server.CommunityEntryPoint --home-dir="$folder" --config-dir="$folder/conf" --console-mode
