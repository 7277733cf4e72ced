/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.plugin;

import static soma.spi.tck.fixture.ContractRun.assertFails;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/** The module of these plugins is the one of the contracts, which is no plugin's: so one test always fails. */
final class PluginContractTest {
    private static final String NO_PLUGIN_MODULE = "itsModuleExportsApiPackagesOnlyAndProvidesThePlugin";

    @Test
    void acceptsACorrectPluginInAllButItsModule() {
        assertFails(Right.class, NO_PLUGIN_MODULE);
    }

    @Test
    void findsAPluginThatStartsAThreadEarly() {
        assertFails(Early.class, NO_PLUGIN_MODULE, "registeringStartsNoThreadAndOpensNoFile");
    }

    @Test
    void findsAPluginThatCannotStopUnlessStarted() {
        assertFails(Fragile.class, NO_PLUGIN_MODULE, "stopsAfterAStartThatFailed", "stopsWithoutAStart");
    }

    static class Ticker implements ServerPlugin {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("ticker", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(Lifecycle.POINT, new Life());
        }
    }

    static class Life implements Lifecycle {
        final CountDownLatch end = new CountDownLatch(1);

        @Nullable
        Thread thread;

        @Override
        public void start(Server server) {
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("ticker of " + server.name())
                    .start(this::run);
        }

        private void run() {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stop() {
            end.countDown();
        }
    }

    static class Right extends PluginContract {
        @Override
        protected ServerPlugin plugin() {
            return new Ticker();
        }
    }

    static class Early extends Right {
        @Override
        protected ServerPlugin plugin() {
            return new Ticker() {
                @Override
                public void contribute(Contributions contributions) {
                    // ends by itself, but not while the test looks
                    Thread.ofPlatform().daemon().name("early").start(() -> LockSupport.parkNanos(2_000_000_000L));
                }
            };
        }
    }

    static class Fragile extends Right {
        @Override
        protected ServerPlugin plugin() {
            return new Ticker() {
                @Override
                public void contribute(Contributions contributions) {
                    contributions.add(Lifecycle.POINT, new Life() {
                        @Override
                        public void stop() {
                            if (thread == null) {
                                throw new IllegalStateException("not started");
                            }
                            super.stop();
                        }
                    });
                }
            };
        }
    }
}
