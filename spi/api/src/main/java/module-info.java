/** Everything a plugin may see of the server. Depends on java.base only. */
module soma.spi {
    requires static org.jspecify;

    exports soma.spi.annotation;
    exports soma.spi.config;
}
