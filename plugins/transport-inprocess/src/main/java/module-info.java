/** Links within one JVM, for embedding and for tests. */
module soma.plugin.transport.inprocess {
    requires static org.jspecify;
    requires transitive soma.spi;
}
