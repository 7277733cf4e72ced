/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.message.MessageBuffer;
import soma.spi.route.Outcome;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.Race;

/** Imports that come and go while others subscribe and publish leave nothing behind. */
class StreamRaceTest {
    private static final AccountDefinition IMPORTER = AccountDefinition.named("B");
    private static final List<Import> IMPORTS =
            List.of(Import.stream("A", "s.*", "p.s.*"), Import.stream("A", "t", "t"));

    @Test
    void nothingIsLeftBehind() {
        TestUsers users = new TestUsers();
        try (TestKernel kernel = users.kernel("")) {
            SubjectSpace a = kernel.space("A");
            SubjectSpace b = kernel.space("B");
            users.accounts()
                    .define(AccountDefinition.named("A").withExports(List.of(Export.stream(">", Access.PUBLIC))));
            Race.run(4, number -> {
                for (int i = 0; i < 500; i++) {
                    switch (number) {
                        case 0 -> users.accounts().define(i % 2 == 0 ? IMPORTER.withImports(IMPORTS) : IMPORTER);
                        case 1 -> publish(a);
                        default -> comeAndGo(b, i % 2 == 0 ? "t" : "p.>");
                    }
                }
            });
            kernel.await("all shadows gone", () -> a.subscriptions() == 0);
            users.accounts().define(IMPORTER.withImports(IMPORTS));
            Subscription last = subscription("p.s.x");
            b.add(last);
            assertEquals(1, a.subscriptions());
            b.remove(last);
            assertEquals(0, a.subscriptions());
        }
    }

    private static void publish(SubjectSpace space) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            space.publish(buffer.set("s.x", new byte[1]));
            space.publish(buffer.set("t", new byte[1]));
        }
    }

    private static void comeAndGo(SubjectSpace space, String subject) {
        Subscription subscription = subscription(subject);
        space.add(subscription);
        space.remove(subscription);
    }

    private static Subscription subscription(String subject) {
        return new Subscription(subject, null, "1", (s, m) -> Outcome.DELIVERED, Trait.PUBLIC);
    }
}
