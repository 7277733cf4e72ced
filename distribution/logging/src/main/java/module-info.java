/** SLF4J provider that prints nats-server's log lines. */
module soma.logging {
    requires static org.jspecify;
    requires org.slf4j;
}
